/**
 * Keeps what is needed between two requests: in the browser, sealed, and never in memory, so that any replica answers the next
 * one and nobody fills the memory by asking.
 */
@NullMarked
package dev.actrunner.console.security.cookie;

import org.jspecify.annotations.NullMarked;
