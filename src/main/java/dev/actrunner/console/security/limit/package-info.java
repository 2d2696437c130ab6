/**
 * Bounds what one caller, one address or one connection may cost: requests, the size and the time of bodies, connections.
 * Nothing here knows who somebody is; whoever sent no credential is known by their address.
 */
@NullMarked
package dev.actrunner.console.security.limit;

import org.jspecify.annotations.NullMarked;
