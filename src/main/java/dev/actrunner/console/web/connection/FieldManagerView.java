package dev.actrunner.console.web.connection;

import dev.actrunner.console.connection.store.FieldManager;
import dev.actrunner.console.web.support.RelativeTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field managers of an object, for a page.
 *
 * @param fields joined by commas
 * @param age since it wrote last, null where that is not known
 */
record FieldManagerView(String manager, String operation, String object, String fields, @Nullable String age) {
    static List<FieldManagerView> of(List<FieldManager> managers, Instant now) {
        return managers
            .stream()
            .map(o ->
                new FieldManagerView(
                    o.manager(),
                    o.operation(),
                    o.object(),
                    String.join(", ", o.fields()),
                    o.at() == null ? null : RelativeTime.of(o.at(), now)
                )
            )
            .toList();
    }
}
