/** Renders a scale set's objects. */
@NullMarked
@org.springframework.modulith.NamedInterface("render")
package dev.actrunner.console.scaleset.render;

import org.jspecify.annotations.NullMarked;
