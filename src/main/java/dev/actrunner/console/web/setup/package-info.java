/** The setup wizard. */
@NullMarked
package dev.actrunner.console.web.setup;

import org.jspecify.annotations.NullMarked;
