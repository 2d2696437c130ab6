/**
 * The replicas of a console: which are alive, which of them does what, and the keys that they share. With a single process,
 * that one does everything.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "browser", "secret" })
package dev.actrunner.console.replica;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
