package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.monitor.DashboardQuery;
import dev.actrunner.console.monitor.DashboardQuery.Grouping;
import dev.actrunner.console.monitor.DashboardQuery.Order;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The parameters in the dashboard's address, each empty where it is missing, so that a page can be saved and sent.
 *
 * @param column the columns to show; empty for all
 * @param kiosk whether it is on a screen that nobody sits at
 */
public record DashboardParameters(
    String q,
    String verdict,
    String ns,
    String forge,
    String sort,
    String group,
    String open,
    int page,
    List<String> column,
    boolean kiosk
) {
    static DashboardParameters of(Map<String, String> given, @Nullable List<String> column) {
        String page = given.getOrDefault("page", "");
        return new DashboardParameters(
            given.getOrDefault("q", ""),
            given.getOrDefault("verdict", ""),
            given.getOrDefault("ns", ""),
            given.getOrDefault("forge", ""),
            given.getOrDefault("sort", ""),
            given.getOrDefault("group", ""),
            given.getOrDefault("open", ""),
            page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1,
            column == null ? List.of() : List.copyOf(column),
            given.containsKey("kiosk")
        );
    }

    DashboardQuery query() {
        Order order = Arrays.stream(Order.values())
            .filter(o -> o.name().toLowerCase(Locale.ROOT).equals(sort))
            .findFirst()
            .orElse(Order.VERDICT);
        return new DashboardQuery(q, verdict, ns, forge, order, grouping(), open, page);
    }

    private Grouping grouping() {
        return Arrays.stream(Grouping.values())
            .filter(g -> g.name().toLowerCase(Locale.ROOT).equals(group))
            .findFirst()
            .orElse(usual());
    }

    /** What goes wrong for the same reason stands together, unless somebody wants to see all in an order. */
    private Grouping usual() {
        return sort.isEmpty() || sort.equals("verdict") ? Grouping.CAUSE : Grouping.NONE;
    }

    /** By what connections stand together where the address does not say, as it would name it. */
    public String usualGrouping() {
        return usual().name().toLowerCase(Locale.ROOT);
    }

    /** By what connections stand together, as the address names it. */
    public String groupedBy() {
        return grouping().name().toLowerCase(Locale.ROOT);
    }

    /** The address of this page with another value of a parameter; any but a page begins at the first again. */
    public String with(String name, Object value) {
        return with(Map.of(name, value));
    }

    String with(Map<String, ?> others) {
        var all = new LinkedHashMap<String, Object>();
        all.put("q", q);
        all.put("verdict", verdict);
        all.put("ns", ns);
        all.put("forge", forge);
        all.put("sort", sort);
        all.put("group", group);
        all.putAll(others);
        var address = UriComponentsBuilder.newInstance();
        all.forEach((name, value) -> {
            if (!value.toString().isEmpty()) {
                address.queryParam(name, UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
            }
        });
        column.forEach(each -> address.queryParam("column", UriUtils.encode(each, StandardCharsets.UTF_8)));
        if (kiosk) {
            address.queryParam("kiosk");
        }
        String query = address.build(true).toUriString();
        return query.isEmpty() ? "?" : query;
    }
}
