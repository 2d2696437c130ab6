package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import java.util.List;
import java.util.Optional;

/**
 * What there was, and what is to be applied.
 *
 * @param before the scale set as it was read
 * @param connection the connection, with its Secret where a credential is sent to its forge
 * @param version the forge's release, empty while it is not known
 * @param warnings what keeps it from working until somebody does something
 */
record ScaleSetPlan(
    Optional<StoredScaleSet> before,
    StoredConnection connection,
    Optional<ForgeVersion> version,
    ScaleSetSpec spec,
    ScaleSetManifests manifests,
    List<String> warnings
) {}
