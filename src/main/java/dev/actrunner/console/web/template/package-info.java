/** Turns templates into bytes: they are kept without indentation, and a page is sent as a whole. */
@NullMarked
package dev.actrunner.console.web.template;

import org.jspecify.annotations.NullMarked;
