package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaledResource;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ScaledObject or ScaledJob that uses a connection, means to, or reads the same forge without it.
 *
 * @param through the other authentication by which it asks the connection's forge, null for one that uses the connection
 * @param metric what KEDA reports through the external metrics API, null where it was not read
 * @param checks what is wrong with it; none where nothing is
 * @param log the last lines of the operator's log about it, where something is wrong and they may be read
 */
public record EvaluatedScaledResource(
    ScaledResource scaledResource,
    @Nullable AuthenticationRef through,
    @Nullable BigDecimal metric,
    List<Check> checks,
    List<String> log
) {}
