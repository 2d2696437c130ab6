package dev.actrunner.console.web.dashboard;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

class CachedFragmentTest {

    private static final String ROWS = "<table><tr th:each=\"each : ${rows}\" arc:row=\"${each}\"></tr></table>";
    private static final String TABLE = "<table><tr arc:rows=\"${rows}\"></tr></table>";
    private static final String FILTERS =
        "<form arc:filters=\"${ {asked, columns, dashboard.namespaces(), dashboard.forges()} }\"></form>";

    private final ResourceBundleMessageSource messages = spy(new ResourceBundleMessageSource());
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    /** What the filters need of a snapshot. */
    public record Options(List<String> namespaces, List<String> forges) {}

    @BeforeEach
    void start() {
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        engine.setTemplateEngineMessageSource(messages);
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setResolvablePatterns(Set.of("dashboard", "fragments"));
        files.setOrder(1);
        engine.addTemplateResolver(files);
        var texts = new StringTemplateResolver();
        texts.setOrder(2);
        engine.addTemplateResolver(texts);
        engine.addDialect(new CachedFragmentDialect());
    }

    private String render(String template, Locale locale, String path, Map<String, Object> variables) {
        var servlets = new MockServletContext();
        servlets.setContextPath(path);
        var request = new MockHttpServletRequest(servlets);
        request.setContextPath(path);
        var exchange = JakartaServletWebApplication.buildApplication(servlets).buildExchange(
            request,
            new MockHttpServletResponse()
        );
        return engine.process(template, new WebContext(exchange, locale, variables));
    }

    private String rows(DashboardRow... rows) {
        return render(ROWS, Locale.ENGLISH, "", Map.of("rows", List.of(rows)));
    }

    private static DashboardRow row(String connection) {
        return row(connection, "", "r");
    }

    private static DashboardRow row(String connection, String forge, String bar) {
        ConnectionReport report = ready(1, 0);
        var observed = new Observed(report.probe().verdict(), NOW.minusSeconds(90), false, report, forge);
        var subject = new Subject.OfConsole(connection(connection));
        return DashboardRow.of(new ConnectionStatus(key(connection), subject, observed, null, null, bar), NOW);
    }

    @Test
    void eachOfSeveralRowsIsThatOfItsConnection() {
        assertThat(rows(row("team-a/ci"), row("team-a/cd")))
            .contains(
                "data-connection=\"team-a/ci\"",
                "data-connection=\"team-a/cd\"",
                "href=\"/connections/team-a/cd\""
            )
            .doesNotContain("arc:row", "th:");
    }

    @Test
    void whatShowsTheSameIsRenderedOnce() {
        String first = rows(row("team-a/ci"));
        clearInvocations(messages);
        assertThat(rows(row("team-a/ci"))).isEqualTo(first);
        verify(messages, never()).getMessage(any(), any(), any());
    }

    @Test
    void whatHasChangedIsRenderedAnew() {
        DashboardRow before = row("team-a/ci");
        String first = rows(before);
        assertThat(first).doesNotContain("Gitea 1.27.2");
        assertThat(rows(row("team-a/ci", "Gitea 1.27.2", "rw"))).contains("Gitea 1.27.2");
        assertThat(rows(before)).isEqualTo(first);
    }

    @Test
    void theRowsOfATableAreRenderedOnceAndAnewForAnother() {
        DashboardRow row = row("team-a/ci");
        var table = new DashboardTables.Rows(List.of(row, row("team-a/cd")));
        String first = render(TABLE, Locale.ENGLISH, "", Map.of("rows", table));
        assertThat(first).isEqualTo(rows(table.all().toArray(DashboardRow[]::new)));
        clearInvocations(messages);
        assertThat(render(TABLE, Locale.ENGLISH, "", Map.of("rows", table))).isEqualTo(first);
        verify(messages, never()).getMessage(any(), any(), any());
        assertThat(render(TABLE, Locale.ENGLISH, "", Map.of("rows", new DashboardTables.Rows(List.of(row))))).isEqualTo(
            rows(row)
        );
        assertThat(render(TABLE, Locale.GERMAN, "", Map.of("rows", table))).contains("Bereit");
    }

    @Test
    void nobodyGetsTheLanguageTheLinksOrTheIdsOfAnother() {
        Map<String, Object> plain = Map.of("rows", List.of(row("team-a/ci")));
        String english = render(ROWS, Locale.ENGLISH, "", plain);
        assertThat(render(ROWS, Locale.GERMAN, "", plain))
            .contains("Bereit")
            .isNotEqualTo(english);
        assertThat(render(ROWS, Locale.ENGLISH, "/clusters/west", plain)).contains(
            "href=\"/clusters/west/connections/team-a/ci\""
        );
        Map<String, Object> prefixed = Map.of("rows", List.of(row("team-a/ci")), "idPrefix", "west-");
        assertThat(render(ROWS, Locale.ENGLISH, "", prefixed)).contains("id=\"west-c-team-a.ci\"");
        assertThat(render(ROWS, Locale.ENGLISH, "", plain)).isEqualTo(english);
    }

    @Test
    void charactersOfOtherScriptsAreReferences() {
        assertThat(filters("日本 🏃 é", List.of("team-a")))
            .contains("value=\"&#26085;&#26412; &#127939; é\"")
            .doesNotContain("日", "🏃");
    }

    @Test
    void filtersOfferWhatTheirReaderSees() {
        assertThat(filters("", List.of("team-a", "team-b"))).contains(">team-b</option>");
        assertThat(filters("", List.of("team-a"))).doesNotContain("team-b");
        assertThat(filters("\"><script>", List.of("team-a")))
            .contains("value=\"&quot;&gt;&lt;script&gt;\"")
            .doesNotContain("<script>");
    }

    private String filters(String text, List<String> namespaces) {
        return render(
            FILTERS,
            Locale.ENGLISH,
            "",
            Map.of(
                "asked",
                DashboardParameters.of(Map.of("q", text), null),
                "columns",
                DashboardColumns.of(List.of()),
                "dashboard",
                new Options(namespaces, List.of("git.example.com"))
            )
        );
    }
}
