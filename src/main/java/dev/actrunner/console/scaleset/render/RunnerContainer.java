package dev.actrunner.console.scaleset.render;

import io.fabric8.kubernetes.api.model.ContainerBuilder;

/** Renders the container of one platform's runner. */
interface RunnerContainer {
    /** Sets image, command and environment. */
    void fill(ContainerBuilder container);
}
