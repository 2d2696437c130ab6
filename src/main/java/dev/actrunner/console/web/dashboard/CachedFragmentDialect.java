package dev.actrunner.console.web.dashboard;

import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;

/**
 * Lets templates put the dashboard's parts that change least, and cost most, in the place of an element:
 * {@code <tr arc:row="${row}">} is the fragment {@code row} of the template {@code dashboard}. See {@link CachedFragmentProcessor}.
 */
@Component
class CachedFragmentDialect extends AbstractProcessorDialect {

    private static final Duration IDLE = Duration.ofMinutes(1);

    CachedFragmentDialect() {
        super("Act Runner Console", "arc", StandardDialect.PROCESSOR_PRECEDENCE);
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(
            // Those of a table are asked for as long as the table is kept.
            new CachedFragmentProcessor(prefix, "rows", DashboardTables.LIFETIME),
            new CachedFragmentProcessor(prefix, "row", IDLE),
            new CachedFragmentProcessor(prefix, "filters", IDLE),
            new CachedFragmentProcessor(prefix, "more", IDLE)
        );
    }
}
