/** Selects the HTTP proxy for a URL by the environment variables that Go programs and many others read. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.proxy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
