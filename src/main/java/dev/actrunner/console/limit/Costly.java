package dev.actrunner.console.limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler that probes a forge or tries a change on the cluster although its method is GET. It counts as a change: one
 * caller may ask for so many in a minute and so many at a time.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Costly {}
