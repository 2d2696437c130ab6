/**
 * What the console keeps in browsers, sealed, so that any replica can answer the next request: cookies, and which sign-ins
 * have ended before their time.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "secret")
package dev.actrunner.console.browser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
