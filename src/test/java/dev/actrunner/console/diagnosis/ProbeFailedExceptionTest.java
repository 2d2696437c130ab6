package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeFailedExceptionTest {

    @Test
    void isTheCheckThatFailed() {
        var failure = new ProbeFailedException(Finding.TLS_EXPIRED, "It has expired.", "Renew it.");
        assertThat(failure).hasMessage("It has expired.");
        assertThat(failure.check()).isEqualTo(Finding.TLS_EXPIRED.seen("It has expired.", "Renew it."));
    }

    @Test
    void takesTheCataloguesRemediationWhereNoneIsGiven() {
        assertThat(new ProbeFailedException(Finding.TLS_EXPIRED, "x").check().remediation()).isEqualTo(
            Finding.TLS_EXPIRED.remediation()
        );
    }

    @Test
    void namesTheProxyOnTheWayOnce() {
        var failure = new ProbeFailedException(Finding.CONNECT_REFUSED, "It refuses.", "Look.");
        ProbeFailedException through = failure.through("http://gate:3128");
        assertThat(through.check().summary()).startsWith("It refuses. ").contains("the proxy http://gate:3128");
        assertThat(through.check().remediation()).isEqualTo("Look.");
        assertThat(through.through("http://gate:3128")).isSameAs(through);
    }
}
