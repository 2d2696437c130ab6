package dev.actrunner.console.web.connection;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.silence.Silences;
import dev.actrunner.console.monitor.Monitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Acknowledges and silences a connection from its page. */
@Controller
@RequestMapping("/connections/{ns}/{name}")
class SilencePages {

    private final Silences silences;
    private final Monitor monitor;
    private final Clock clock;

    SilencePages(Silences silences, Monitor monitor, Clock clock) {
        this.silences = silences;
        this.monitor = monitor;
        this.clock = clock;
    }

    /** @param period for how long, such as {@code 4h} */
    @PostMapping("/silence")
    String silence(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam String period,
        @RequestParam(defaultValue = "") String reason
    ) {
        Instant until;
        try {
            Duration duration = DurationStyle.SIMPLE.parse(period);
            until = clock.instant().plus(duration);
        } catch (IllegalArgumentException | ArithmeticException _) {
            throw ConnectionException.invalid("period", "is no period such as 4h");
        }
        monitor.record(silences.silence(new ConnectionKey(ns, name), until, reason), null);
        return back(ns, name);
    }

    /** Acknowledges the worst finding; where all is well meanwhile, there is nothing to do. */
    @PostMapping("/acknowledge")
    String acknowledge(@PathVariable String ns, @PathVariable String name) {
        var key = new ConnectionKey(ns, name);
        try {
            monitor.record(silences.acknowledge(key, () -> monitor.lastReportOrProbe(key).worstFinding(), ""), null);
        } catch (ConnectionException.Invalid _) {
            // Nothing is wrong any more, which the page says.
        }
        return back(ns, name);
    }

    @PostMapping("/silence/end")
    String end(@PathVariable String ns, @PathVariable String name) {
        monitor.record(silences.end(new ConnectionKey(ns, name)), null);
        return back(ns, name);
    }

    private static String back(String ns, String name) {
        return "redirect:/connections/" + ns + "/" + name;
    }
}
