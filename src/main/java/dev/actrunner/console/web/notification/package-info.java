/** The page of the receivers of notifications. */
@NullMarked
package dev.actrunner.console.web.notification;

import org.jspecify.annotations.NullMarked;
