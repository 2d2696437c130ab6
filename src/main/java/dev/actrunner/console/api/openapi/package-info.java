/** Builds the OpenAPI document, so that clients can be generated from it. */
@NullMarked
package dev.actrunner.console.api.openapi;

import org.jspecify.annotations.NullMarked;
