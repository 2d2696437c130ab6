/** The JSON of the REST API. */
@NullMarked
package dev.actrunner.console.api.resource;

import org.jspecify.annotations.NullMarked;
