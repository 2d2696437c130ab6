package dev.actrunner.console.monitor.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Where the metrics of connections are published. The consoles of remote clusters share it, so that one scrape has all of
 * them; nothing else of theirs is measured a second time.
 */
@Component
public record ConnectionMeters(MeterRegistry registry) {}
