/**
 * What the tests and the demo run on: clusters (embedded, a real kube-apiserver, K3s), forges (stubs and a real Gitea)
 * and a browser. One fixture a file; each says in one line what it is, for the closing summary.
 */
@NullMarked
package dev.actrunner.console.testing;

import org.jspecify.annotations.NullMarked;
