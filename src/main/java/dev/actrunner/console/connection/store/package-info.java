/**
 * Finds connections in the cluster and reads them back: by their labels and annotations, with the objects they consist of,
 * who owns which field, and where their token may be sent.
 */
@NullMarked
@NamedInterface("store")
package dev.actrunner.console.connection.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
