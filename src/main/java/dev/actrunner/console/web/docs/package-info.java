/** Serves the documentation that belongs to this release of the console. */
@NullMarked
package dev.actrunner.console.web.docs;

import org.jspecify.annotations.NullMarked;
