/** The pages of one connection. */
@NullMarked
package dev.actrunner.console.web.connection;

import org.jspecify.annotations.NullMarked;
