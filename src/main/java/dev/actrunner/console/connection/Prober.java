package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ForgeProbe;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Probes a forge, and names the trigger that reads it. */
@Component
public class Prober {

    private final ForgeProbe forge;
    private final Clock clock;

    Prober(ForgeProbe forge, Clock clock) {
        this.forge = forge;
        this.clock = clock;
    }

    /** Probes; nothing is stored and nothing is thrown. */
    public ConnectionReport probe(ProbeTarget target) {
        ProbeReport report = forge.probe(target);
        Platform platform = report.platform() == null ? target.platform() : report.platform();
        return new ConnectionReport(
            report,
            platform == null ? null : Triggers.of(target.forge(), platform, target.scope(), target.labels())
        );
    }

    ConnectionReport probe(Connection connection, StoredToken stored) {
        return switch (stored) {
            case StoredToken.Usable(var token) -> probe(
                new ProbeTarget(
                    connection.forge(),
                    connection.platform(),
                    connection.scope(),
                    connection.labels(),
                    token
                )
            );
            case StoredToken.Unusable(Finding finding, String summary, String remedy) -> withoutToken(
                connection.platform(),
                connection,
                ProbeReport.withoutToken(finding, summary, remedy, clock.instant().truncatedTo(ChronoUnit.MILLIS))
            );
        };
    }

    private static ConnectionReport withoutToken(
        @Nullable Platform platform,
        Connection connection,
        ProbeReport report
    ) {
        return new ConnectionReport(
            report,
            platform == null ? null : Triggers.of(connection.forge(), platform, connection.scope(), connection.labels())
        );
    }
}
