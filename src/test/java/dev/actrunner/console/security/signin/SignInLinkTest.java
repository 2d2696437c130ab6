package dev.actrunner.console.security.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SignInLinkTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(SignInLink.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SignInLink link = new SignInLink("api-token", true);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    private String lastCode() {
        return log.list.getLast().getFormattedMessage().replaceFirst(".*#code=", "");
    }

    @Test
    void aCodeIsGoodOnce() {
        link.logLink();
        assertThat(link.redeem(lastCode())).isTrue();
        assertThat(link.redeem(lastCode())).isFalse();
    }

    @Test
    void anotherCodeIsRefusedAndDoesNotUseTheLinkUp() {
        link.logLink();
        assertThat(link.redeem("guessed")).isFalse();
        assertThat(link.redeem("")).isFalse();
        assertThat(link.redeem(lastCode())).isTrue();
    }

    @Test
    void beforeALinkIsOfferedNoCodeIsGood() {
        assertThat(link.redeem("")).isFalse();
        assertThat(link.redeem("null")).isFalse();
    }

    @Test
    void oneLinkWaitsInTheLogAtATime() {
        link.logLink();
        String first = lastCode();
        link.logLink();
        assertThat(log.list).hasSize(1);
        link.redeem(first);
        link.logLink();
        assertThat(lastCode()).isNotEqualTo(first);
    }

    @Test
    void theTokenForProgramsIsTheOneThatWasGiven() {
        assertThat(link.isApiToken("api-token")).isTrue();
        assertThat(link.isApiToken("api-toke")).isFalse();
        assertThat(new SignInLink(null, true).isApiToken("")).isFalse();
    }
}
