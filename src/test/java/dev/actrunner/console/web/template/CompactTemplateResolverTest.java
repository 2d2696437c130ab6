package dev.actrunner.console.web.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.StaticApplicationContext;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateInputException;
import org.thymeleaf.spring6.SpringTemplateEngine;

class CompactTemplateResolverTest {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        var resolver = new CompactTemplateResolver();
        resolver.setApplicationContext(new StaticApplicationContext());
        resolver.setPrefix("file:" + folder + "/");
        resolver.setSuffix(".html");
        engine.setTemplateResolver(resolver);
    }

    private String render(String template, Map<String, Object> variables) throws Exception {
        Files.writeString(folder.resolve("page.html"), template);
        return engine.process("page", new Context(null, variables));
    }

    @Test
    void indentationIsNotSentAndWordsStayApart() throws Exception {
        assertThat(render("<ul>\n    <li>a</li>\r\n\t<li>b\n      c</li>\n</ul>\n", Map.of())).isEqualTo(
            "<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>"
        );
    }

    @Test
    void whatAPageShowsKeepsItsSpaces() throws Exception {
        String log = "a:\n    b\n\n  c";
        assertThat(render("<div>\n  <pre th:text=\"${log}\">x</pre>\n</div>", Map.of("log", log))).isEqualTo(
            "<div>\n<pre>" + log + "</pre>\n</div>"
        );
    }

    @Test
    void faultsNameTheLineOfTheFile() {
        assertThatThrownBy(() ->
            render("<div>\n\n    <p th:text=\"${a.b}\"></p>\n</div>", Map.of())
        ).hasMessageContaining("line 3");
    }

    @Test
    void aMissingTemplateIsNamed() {
        assertThatThrownBy(() -> engine.process("nowhere", new Context()))
            .isInstanceOf(TemplateInputException.class)
            .hasMessageContaining("nowhere");
    }
}
