/** What README and docs say, held against what there is. */
@NullMarked
package dev.actrunner.console.docs;

import org.jspecify.annotations.NullMarked;
