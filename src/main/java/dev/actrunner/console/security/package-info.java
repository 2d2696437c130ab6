/**
 * Who may talk to the console: browsers on this machine, from the console's own pages. Sets the response headers that
 * keep pages from being framed, scripted or cached.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
