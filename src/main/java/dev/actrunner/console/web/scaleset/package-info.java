/** The pages of scale sets: the form that creates one, and the page that watches it. */
@NullMarked
package dev.actrunner.console.web.scaleset;

import org.jspecify.annotations.NullMarked;
