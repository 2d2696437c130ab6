/**
 * Reads what somebody asks for: the fields of a connection as they arrive by the API or the wizard, what is wrong with each
 * of them, and the specification that comes of it.
 */
@NullMarked
@NamedInterface("request")
package dev.actrunner.console.connection.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
