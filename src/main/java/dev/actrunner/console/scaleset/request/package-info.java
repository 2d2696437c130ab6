/** Validates requests for scale sets. */
@NullMarked
@org.springframework.modulith.NamedInterface("request")
package dev.actrunner.console.scaleset.request;

import org.jspecify.annotations.NullMarked;
