/** Reads kubeconfigs as kubectl does, beyond what the client's library reads. */
@NullMarked
@NamedInterface("kubeconfig")
package dev.actrunner.console.cluster.kubeconfig;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
