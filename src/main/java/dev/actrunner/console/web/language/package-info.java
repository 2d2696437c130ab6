/** Translates texts that come in English, because the REST API has them too, into the language of a page's reader. */
@NullMarked
package dev.actrunner.console.web.language;

import org.jspecify.annotations.NullMarked;
