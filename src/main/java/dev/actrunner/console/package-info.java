@NullMarked
package dev.actrunner.console;

import org.jspecify.annotations.NullMarked;
