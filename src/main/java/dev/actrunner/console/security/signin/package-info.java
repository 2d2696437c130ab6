/** Signing in: by a link, a token or a provider, what is counted and limited, and how it ends. */
@NullMarked
@NamedInterface("sign-in")
package dev.actrunner.console.security.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
