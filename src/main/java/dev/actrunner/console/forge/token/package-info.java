/** Makes, finds and deletes tokens on a forge with its user's password. */
@NullMarked
@NamedInterface("token")
package dev.actrunner.console.forge.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
