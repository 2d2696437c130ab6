/** Reading JSON that a forge sends, or whatever sends it in a forge's place. */
@NullMarked
package dev.actrunner.console.forge.json;

import org.jspecify.annotations.NullMarked;
