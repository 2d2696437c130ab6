package dev.actrunner.console.web.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

class WholePageViewTest {

    private static MockHttpServletResponse render(String template, Map<String, Object> model) throws Exception {
        var context = new StaticWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.refresh();
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(new StringTemplateResolver());
        var views = new ThymeleafViewResolver();
        views.setTemplateEngine(engine);
        views.setViewClass(WholePageView.class);
        views.setCharacterEncoding("UTF-8");
        views.setProducePartialOutputWhileProcessing(false);
        views.setApplicationContext(context);
        View view = Objects.requireNonNull(views.resolveViewName(template, Locale.ENGLISH));
        var response = new MockHttpServletResponse();
        var request = new MockHttpServletRequest(context.getServletContext());
        request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        view.render(model, request, response);
        return response;
    }

    @Test
    void textsOfAllLanguagesArrive() throws Exception {
        String text = "„Bereit“ – 3 · 準備完了 🏃 ".repeat(3000);
        MockHttpServletResponse response = render("<p th:text=\"${text}\"></p>", Map.of("text", text));
        assertThat(response.getContentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(response.getContentAsString()).isEqualTo("<p>" + text + "</p>");
    }

    @Test
    void aPageIsSentAtOnceWithItsFirstBytes() throws Exception {
        MockHttpServletResponse response = render("<p>one</p>", Map.of());
        assertThat(response.isCommitted()).isTrue();
        assertThat(response.getContentAsByteArray()).hasSize(10);
    }
}
