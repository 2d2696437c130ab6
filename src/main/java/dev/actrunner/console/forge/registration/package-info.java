/** Registers runners at forges, and removes them. */
@NullMarked
@org.springframework.modulith.NamedInterface("registration")
package dev.actrunner.console.forge.registration;

import org.jspecify.annotations.NullMarked;
