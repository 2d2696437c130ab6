@NullMarked
package dev.actrunner.console.multicluster;

import org.jspecify.annotations.NullMarked;
