/** Signing in: by a link, a token or a provider, what is counted and limited, and how it ends. */
@NullMarked
package dev.actrunner.console.security.signin;

import org.jspecify.annotations.NullMarked;
