package dev.actrunner.console.multicluster;

import org.apache.catalina.Host;

/**
 * Where the console of a remote cluster is served.
 *
 * @param host of the server that the process has already
 * @param port that it listens on
 */
record MountPoint(Host host, int port) {}
