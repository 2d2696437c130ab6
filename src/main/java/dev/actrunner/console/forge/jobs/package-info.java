/** Reads lists of jobs as streams, and counts what KEDA would count. */
@NullMarked
package dev.actrunner.console.forge.jobs;

import org.jspecify.annotations.NullMarked;
