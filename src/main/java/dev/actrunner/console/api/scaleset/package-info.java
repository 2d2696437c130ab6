/** The REST API of scale sets. */
@NullMarked
package dev.actrunner.console.api.scaleset;

import org.jspecify.annotations.NullMarked;
