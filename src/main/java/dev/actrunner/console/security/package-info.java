/**
 * Authenticates callers, and resolves the identity of the cluster with which the console acts for them. Three modes: a demo
 * open to this machine, a local console opened by a link, and a console in a cluster where people and portals sign in. Sets
 * the response headers that keep pages from being framed, scripted or cached.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
        "audit",
        "browser",
        "cluster",
        "cluster :: access",
        "cluster :: identity",
        "limit",
        "problem",
        "secret",
    }
)
package dev.actrunner.console.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
