package dev.actrunner.console.web.dashboard;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    CachedFragmentDialect() {
        super("Act Runner Console", "arc", StandardDialect.PROCESSOR_PRECEDENCE);
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Stream.of("row", "filters", "more")
            .map(fragment -> new CachedFragmentProcessor(prefix, fragment))
            .collect(Collectors.toUnmodifiableSet());
    }
}
