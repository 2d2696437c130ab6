package dev.actrunner.console.forge;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import okhttp3.OkHttpClient;
import org.springframework.stereotype.Component;

/**
 * Asks a forge what KEDA would ask it. Every fault of a forge or of the way to it ends in a check of the report; nothing
 * is thrown.
 */
@Component
public class ForgeProbe {

    private final ForgeProperties limits;
    private final OkHttpClient client;
    private final Clock clock;

    ForgeProbe(ForgeProperties limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.client = new OkHttpClient.Builder()
            .connectTimeout(limits.connectTimeout())
            .readTimeout(limits.probeTimeout())
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    }

    /** Probes within {@link ForgeProperties#probeTimeout}, reading at most {@link ForgeProperties#maxBody}. */
    public ProbeReport probe(ProbeTarget target) {
        try (var session = new ForgeSession(client, target.token(), limits.probeTimeout())) {
            var run = new ProbeRun(target, session, limits.maxBody().toBytes());
            run.execute();
            return run.report(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
