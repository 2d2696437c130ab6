package dev.actrunner.console.web.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.web.support.DraftExpiredException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

class DraftsTest {

    private final Drafts drafts = new Drafts();

    private static Draft named(String name) {
        return Draft.at("team-a", name);
    }

    @Test
    void aBrowserHasItsOwn() {
        var session = new MockHttpSession();
        String id = Drafts.of(session).add(named("ci"));
        assertThat(Drafts.of(session).require(id)).isEqualTo(named("ci"));
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() ->
            Drafts.of(new MockHttpSession()).require(id)
        );
    }

    @Test
    void aDraftIsReplacedAndRemoved() {
        String id = drafts.add(named("ci"));
        drafts.put(id, named("other"));
        assertThat(drafts.require(id)).isEqualTo(named("other"));
        drafts.remove(id);
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() -> drafts.require(id));
    }

    @Test
    void theOldestGoesWhereThereAreMoreThanEight() {
        String oldest = drafts.add(named("oldest"));
        String second = drafts.add(named("second"));
        IntStream.range(0, 7).forEach(i -> drafts.add(named("c" + i)));
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() -> drafts.require(oldest));
        assertThat(drafts.require(second)).isEqualTo(named("second"));
    }
}
