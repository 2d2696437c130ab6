/**
 * Keeps what is needed between two requests of a visitor who has not signed in: in their browser, encrypted, and never in a
 * session, so that nobody fills the memory by asking.
 */
@NullMarked
package dev.actrunner.console.security.cookie;

import org.jspecify.annotations.NullMarked;
