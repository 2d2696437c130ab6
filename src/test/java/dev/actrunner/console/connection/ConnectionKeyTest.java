package dev.actrunner.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionKeyTest {

    @Test
    void namesEveryFieldThatIsWrong() {
        ConnectionException.Invalid invalid = catchThrowableOfType(ConnectionException.Invalid.class, () ->
            new ConnectionKey("Team", "")
        );
        assertThat(invalid.problems()).extracting(FieldError::field).containsExactly("namespace", "name");
        ConnectionException.Invalid name = catchThrowableOfType(ConnectionException.Invalid.class, () ->
            new ConnectionKey("team-a", "a/b")
        );
        assertThat(name.problems()).extracting(FieldError::field).containsExactly("name");
    }

    @Test
    void isSortedByNamespaceAndThenByName() {
        List<String> sorted = Stream.of(
            new ConnectionKey("b", "a"),
            new ConnectionKey("a", "c"),
            new ConnectionKey("a", "b"),
            new ConnectionKey("a-a", "a")
        )
            .sorted()
            .map(ConnectionKey::toString)
            .toList();
        assertThat(sorted).containsExactly("a/b", "a/c", "a-a/a", "b/a");
    }

    @Test
    void keysThatAreEqualCompareAsEqual() {
        assertThat(new ConnectionKey("a", "b")).isEqualByComparingTo(new ConnectionKey("a", "b"));
    }
}
