/** All clusters on a page, and the way from one to another. */
@NullMarked
package dev.actrunner.console.web.multicluster;

import org.jspecify.annotations.NullMarked;
