/** Notifies a webhook when a connection's verdict changes: signed, retried, and off unless an address is set. */
@NullMarked
@ApplicationModule(allowedDependencies = { "connection", "diagnosis", "forge", "monitor" })
package dev.actrunner.console.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
