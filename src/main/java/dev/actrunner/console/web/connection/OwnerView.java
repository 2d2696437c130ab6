package dev.actrunner.console.web.connection;

import dev.actrunner.console.connection.store.Ownership;
import dev.actrunner.console.web.support.Age;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who writes what, for a page.
 *
 * @param fields joined by commas
 * @param age since it wrote last, null where that is not known
 */
record OwnerView(String manager, String operation, String object, String fields, @Nullable String age) {
    static List<OwnerView> of(List<Ownership> owners, Instant now) {
        return owners
            .stream()
            .map(o ->
                new OwnerView(
                    o.manager(),
                    o.operation(),
                    o.object(),
                    String.join(", ", o.fields()),
                    o.at() == null ? null : Age.of(o.at(), now)
                )
            )
            .toList();
    }
}
