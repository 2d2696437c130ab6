/** Which HTTP proxy a program uses for an address, by the environment's variables that Go programs and many others read. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.proxy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
