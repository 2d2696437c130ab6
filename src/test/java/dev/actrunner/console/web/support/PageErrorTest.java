package dev.actrunner.console.web.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageErrorTest {

    private static final ConnectionKey KEY = new ConnectionKey("team-a", "ci");

    @Test
    void aProblemKeepsItsStatusMessageAndRemediation() {
        var problem = new ConnectionException.NotFound(KEY);
        assertThat(PageError.of(problem)).isEqualTo(
            new PageError(404, "connection-not-found", "There is no connection team-a/ci.", problem.remediation())
        );
    }

    /** The page has a box to tick where the API has a parameter. */
    @Test
    void aMissingNamespaceIsCreatedByGoingBack() {
        PageError error = PageError.of(new ClusterException.NamespaceMissing("team-b"));
        assertThat(error.status()).isEqualTo(404);
        assertThat(error.remediation()).isEqualTo("Choose another one, or go back and let the console create it.");
    }

    @Test
    void aDraftThatIsGoneIsGone() {
        PageError error = PageError.of(new DraftExpiredException());
        assertThat(error.status()).isEqualTo(410);
        assertThat(error.kind()).isEqualTo("draft-gone");
    }

    @Test
    void onlyAConflictOrAUseCanBeOverridden() {
        assertThat(PageError.of(new ConnectionException.InUse(KEY, List.of("ScaledObject x"))).canForce()).isTrue();
        assertThat(PageError.of(new ConnectionException.NotFound(KEY)).canForce()).isFalse();
    }

    @Test
    void whatIsNotForReadersIsThrownAgain() {
        assertThatIllegalStateException().isThrownBy(() -> PageError.of(new IllegalStateException("a fault")));
    }
}
