/** The list of connections, the badges, and the page about KEDA. */
@NullMarked
package dev.actrunner.console.web.dashboard;

import org.jspecify.annotations.NullMarked;
