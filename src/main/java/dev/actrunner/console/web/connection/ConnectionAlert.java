package dev.actrunner.console.web.connection;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.support.CheckView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows the worst finding of a connection, with what to do about it.
 *
 * @param kind {@code danger} or {@code warning}
 * @param check the check's id
 * @param finding its id in the catalogue
 * @param title what was seen
 * @param remediation what to do, null where nothing is known
 * @param actions where it is done, the first one before the others
 */
record ConnectionAlert(
    String kind,
    String check,
    String finding,
    String title,
    @Nullable String remediation,
    List<Action> actions
) {
    private static final Set<CheckId> OF_TOKEN = Set.of(CheckId.READABLE, CheckId.TOKEN, CheckId.PERMISSION);
    private static final Set<CheckId> OF_CLUSTER = Set.of(CheckId.KEDA, CheckId.METRIC, CheckId.LATENCY);
    private static final Set<CheckId> OF_SETTINGS = Set.of(
        CheckId.URL,
        CheckId.SCOPE,
        CheckId.LABELS,
        CheckId.REDIRECT
    );

    /**
     * Leads to where something is done.
     *
     * @param label the key of its text
     * @param address within the console, or at the forge
     */
    record Action(String label, String address) {
        /** Whether it leads away from the console. */
        public boolean isExternal() {
            return !address.startsWith("/");
        }
    }

    /**
     * Shows a check.
     *
     * @param check a check that failed or warns
     * @param mayChange whether the reader may change the connection
     */
    static ConnectionAlert of(Check check, Connection connection, boolean mayChange, Phrases phrases) {
        CheckView view = CheckView.of(check, phrases);
        return new ConnectionAlert(
            check.status() == CheckStatus.FAIL ? "danger" : "warning",
            view.id(),
            String.valueOf(view.finding()),
            view.summary(),
            view.remediation(),
            actions(check, connection, mayChange)
        );
    }

    private static List<Action> actions(Check check, Connection connection, boolean mayChange) {
        String path = "/connections/" + connection.key().namespace() + "/" + connection.key().name();
        var actions = new ArrayList<Action>();
        if (mayChange && OF_TOKEN.contains(check.id()) && connection.token().managed()) {
            actions.add(new Action("action.rotate", path + "/token"));
        }
        if (mayChange && OF_SETTINGS.contains(check.id())) {
            actions.add(new Action("action.change", path + "/change"));
        }
        if (mayChange && check.finding() == Finding.LABELS_UNOFFERED) {
            actions.add(new Action("scale-set.new", path + "/scale-sets/new"));
        }
        if (OF_CLUSTER.contains(check.id())) {
            actions.add(new Action("action.keda", "/keda"));
        }
        if (check.id() == CheckId.SCALED_RESOURCES || check.id() == CheckId.TRIGGER) {
            actions.add(new Action("action.triggers", path + "?tab=triggers"));
        }
        if (check.id() == CheckId.TOKEN || check.id() == CheckId.PERMISSION) {
            actions.add(new Action("action.forge-tokens", connection.forge().value() + "/user/settings/applications"));
        } else if (CheckId.OF_FORGE.contains(check.id())) {
            actions.add(new Action("action.forge", connection.forge().value()));
        }
        return actions;
    }
}
