/** Turns what goes wrong in a request to the REST API into problem details (RFC 9457). */
@NullMarked
package dev.actrunner.console.api.error;

import org.jspecify.annotations.NullMarked;
