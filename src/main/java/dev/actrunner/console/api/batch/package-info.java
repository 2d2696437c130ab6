/** The REST API for many connections at once. */
@NullMarked
package dev.actrunner.console.api.batch;

import org.jspecify.annotations.NullMarked;
