package dev.actrunner.console.web.setup;

import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.apply.ApplyMode;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.batch.BatchRequest;
import dev.actrunner.console.connection.batch.BatchRequestReader;
import dev.actrunner.console.connection.batch.BatchResult;
import dev.actrunner.console.connection.batch.BatchResult.Outcome;
import dev.actrunner.console.connection.batch.ConnectionBatch;
import dev.actrunner.console.connection.batch.ScopeOffers;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.discovery.ScopeDiscovery;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import dev.actrunner.console.web.support.CheckView;
import dev.actrunner.console.web.support.FieldErrors;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Serves the wizard's page for many connections at once: it lists the organizations or repositories that a token sees, shows
 * what creating connections for the chosen ones would come to, and creates them.
 */
@Controller
@RequestMapping("/setup/{id}/many")
class ManyController {

    private static final String PAGE = "setup/many";
    private static final String PROBLEMS = "problems";

    private final ConnectionRequestValidator validator;
    private final ScopeOffers offers;
    private final BatchRequestReader reader;
    private final ConnectionBatch batch;
    private final Monitor monitor;

    ManyController(
        ConnectionRequestValidator validator,
        ScopeOffers offers,
        BatchRequestReader reader,
        ConnectionBatch batch,
        Monitor monitor
    ) {
        this.validator = validator;
        this.offers = offers;
        this.reader = reader;
        this.batch = batch;
        this.monitor = monitor;
    }

    /**
     * What to look for.
     *
     * @param many {@code org} or {@code repo}
     * @param search what the names contain
     * @param value the token; empty for the one that was entered before
     */
    record Search(@Nullable String many, @Nullable String search, @Nullable String value) {
        ScopeDiscovery.Kind kind() {
            return "repo".equals(many) ? ScopeDiscovery.Kind.REPO : ScopeDiscovery.Kind.ORG;
        }

        @Override
        public String toString() {
            return "Search[" + many + ", " + search + "]";
        }
    }

    /**
     * What is to be created.
     *
     * @param chosen a connection each, as {@link OfferView#choice} has it
     * @param atomic whether none is created where one would fail
     * @param create absent for a dry run
     */
    record Choice(
        @Nullable String namespace,
        @Nullable Boolean createNamespace,
        @Nullable List<String> chosen,
        @Nullable Boolean atomic,
        @Nullable String create
    ) {
        List<String> all() {
            return Objects.requireNonNullElse(chosen, List.of());
        }
    }

    @GetMapping
    String show(@PathVariable String id, Drafts drafts, Model model) {
        fill(id, drafts.require(id), model);
        return PAGE;
    }

    /** Lists the organizations that a token sees which was entered before. */
    @Costly
    @GetMapping(params = "list")
    String list(@PathVariable String id, Drafts drafts, Model model, HttpServletResponse response) {
        Draft draft = drafts.require(id);
        fill(id, draft, model);
        return list(draft, new Search("org", "", null), model, response);
    }

    /** Lists what the token sees, and keeps the token for the next step. */
    @Costly
    @PostMapping("/list")
    String list(@PathVariable String id, Search search, Drafts drafts, Model model, HttpServletResponse response) {
        Draft draft = drafts.require(id).with(new TokenInput("value", search.value(), null, null));
        fill(id, draft, model);
        model.addAttribute("search", search);
        if (!drafts.put(id, draft)) {
            return refused(model, response, DraftCheck.tooLong(draft, WizardStep.TOKEN));
        }
        return list(draft, search, model, response);
    }

    private String list(Draft draft, Search search, Model model, HttpServletResponse response) {
        try {
            find(draft, search, model);
        } catch (ConnectionException.Invalid invalid) {
            return refused(model, response, FieldErrors.of(invalid.problems()));
        } catch (ProbeFailedException e) {
            model.addAttribute("refused", CheckView.of(e.check(), Phrases.ofReader()));
        }
        return PAGE;
    }

    private void find(Draft draft, Search search, Model model) throws ProbeFailedException {
        ConnectionRequest asked = common(draft).withScope(
            new ConnectionRequest.ScopeRequest("admin", null, null, null)
        );
        ScopeOffers.Offers found = offers.find(
            validator.checkProbe(asked),
            null,
            ConnectionRequestValidator.ca(asked),
            search.kind(),
            Draft.text(search.search())
        );
        model.addAttribute("offers", found.items().stream().map(OfferView::of).toList());
        model.addAttribute("hasMore", found.hasMore());
    }

    /** Shows what creating the chosen ones would come to, or creates them. */
    @Costly
    @PostMapping
    String apply(@PathVariable String id, Choice choice, Drafts drafts, Model model, HttpServletResponse response) {
        Draft draft = drafts.require(id);
        fill(id, draft, model);
        model.addAttribute("choice", choice);
        List<ConnectionBatch.Item> items;
        try {
            items = reader.read(
                new BatchRequest(
                    Draft.text(choice.namespace()),
                    common(draft),
                    choice.all().stream().map(OfferView::item).toList()
                )
            );
        } catch (ConnectionException.Invalid invalid) {
            return refused(
                model,
                response,
                FieldErrors.of(invalid.problems().stream().map(ManyController::shown).toList())
            );
        }
        boolean isDryRun = choice.create() == null;
        var mode = new ApplyMode(
            new ApplyOptions(isDryRun, false),
            ProbeMode.REPORT,
            Boolean.TRUE.equals(choice.createNamespace()),
            null,
            true
        );
        List<BatchResult> results = batch.apply(items, mode, Boolean.TRUE.equals(choice.atomic()));
        if (!isDryRun) {
            results
                .stream()
                .map(BatchResult::applied)
                .filter(Objects::nonNull)
                .forEach(applied -> monitor.record(applied.connection(), applied.report()));
        }
        Phrases phrases = Phrases.ofReader();
        model.addAttribute("planned", isDryRun);
        model.addAttribute(
            "rows",
            results
                .stream()
                .map(result -> ResultView.of(result, phrases))
                .toList()
        );
        int bad = BatchResult.count(results, Outcome.FAILED) + BatchResult.count(results, Outcome.WITHHELD);
        model.addAttribute("good", results.size() - bad);
        model.addAttribute("bad", bad);
        if (!isDryRun && bad == 0) {
            drafts.put(id, draft.withoutToken());
        }
        return "setup/many-result";
    }

    private static String refused(Model model, HttpServletResponse response, FieldErrors problems) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute(PROBLEMS, problems);
        return PAGE;
    }

    private static void fill(String id, Draft draft, Model model) {
        WizardProgress.fill(model, id, draft, WizardStep.SCOPE, WizardStep.SCOPE);
        // A list needs the room that the panel about one scope takes.
        model.addAttribute("wide", true);
        model.addAttribute(PROBLEMS, FieldErrors.none());
        model.addAttribute("search", new Search("org", "", null));
        model.addAttribute("choice", new Choice(draft.namespace(), null, null, null, null));
    }

    /** What all of them have in common. */
    private static ConnectionRequest common(Draft draft) {
        return draft.request().withScope(null);
    }

    /** What is wrong with what all have in common is said where it was entered. */
    private static FieldError shown(FieldError error) {
        String field = error.field().startsWith("connection.")
            ? error.field().substring("connection.".length())
            : error.field();
        return new FieldError(field.startsWith("items") ? "items" : field, error.message());
    }
}
