/** Supports all pages: how problems, times, verdicts and objects are shown. */
@NullMarked
package dev.actrunner.console.web.support;

import org.jspecify.annotations.NullMarked;
