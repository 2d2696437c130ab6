package dev.actrunner.console.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.cluster.access.ClusterStatusReader;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.multicluster.RemoteClusters;
import dev.actrunner.console.security.cookie.SignInCookie;
import dev.actrunner.console.security.limit.RateLimiter;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@Tag("slow")
@WebMvcTest(ChecksPage.class)
@AutoConfigureMockMvc(addFilters = false)
@MockitoBean(
    types = {
        ClusterStatusReader.class,
        RateLimiter.class,
        RemoteClusters.class,
        SealedCookies.class,
        SignInCookie.class,
    }
)
class ChecksPageTest {

    @Autowired
    private MockMvcTester mvc;

    private String page(String language) throws UnsupportedEncodingException {
        var result = mvc.get().uri("/docs/checks").header("Accept-Language", language).exchange();
        assertThat(result).hasStatusOk().hasContentTypeCompatibleWith("text/html").hasViewName("checks");
        return result.getResponse().getContentAsString();
    }

    @Test
    void everyFindingHasItsAnchor() throws UnsupportedEncodingException {
        assertThat(page("en")).contains(
            Arrays.stream(Finding.values())
                .map(finding -> "id=\"" + finding.anchor() + "\"")
                .toList()
        );
    }

    @Test
    void itIsInTheReadersLanguage() throws UnsupportedEncodingException {
        assertThat(page("en")).contains("<html lang=\"en\"").contains(CheckId.TLS.title(Locale.ENGLISH));
        assertThat(page("de")).contains("<html lang=\"de\"").contains(CheckId.TLS.title(Locale.GERMAN));
    }
}
