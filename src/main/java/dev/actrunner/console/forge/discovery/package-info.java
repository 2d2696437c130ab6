/** Lists the organizations and repositories that a token sees on a forge. */
@NullMarked
@NamedInterface("discovery")
package dev.actrunner.console.forge.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
