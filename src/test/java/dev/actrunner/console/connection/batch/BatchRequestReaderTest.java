package dev.actrunner.console.connection.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.batch.BatchRequest.ItemRequest;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ForgeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ScopeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TokenRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TriggerAuthenticationRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import jakarta.validation.Validation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchRequestReaderTest {

    private final BatchRequestReader reader = new BatchRequestReader(
        new ConnectionRequestValidator(Validation.buildDefaultValidatorFactory().getValidator())
    );

    private static ConnectionRequest common(String url, @Nullable ScopeRequest scope) {
        return new ConnectionRequest(
            new ForgeRequest(url, null, null),
            scope,
            new TokenRequest("a".repeat(40), null, null),
            null,
            null,
            null,
            null,
            null,
            null
        );
    }

    private static ItemRequest org(@Nullable String name, @Nullable String org) {
        return new ItemRequest(name, new ScopeRequest("org", org, null, null));
    }

    private List<String> problems(
        @Nullable String namespace,
        @Nullable ConnectionRequest common,
        @Nullable ItemRequest... items
    ) {
        var request = new BatchRequest(namespace, common, Arrays.asList(items));
        return catchThrowableOfType(ConnectionException.Invalid.class, () -> reader.read(request))
            .problems()
            .stream()
            .map(problem -> problem.field())
            .toList();
    }

    @Test
    void eachItemHasTheCommonForgeAndAScopeOfItsOwn() {
        var read = reader.read(
            new BatchRequest(
                "many",
                common("https://git.example.com", null),
                List.of(org("one", "acme"), new ItemRequest("two", new ScopeRequest("repo", null, "acme", "app")))
            )
        );
        assertThat(read)
            .extracting(item -> item.key().toString())
            .containsExactly("many/one", "many/two");
        assertThat(read)
            .extracting(item -> item.spec().scope().kind())
            .containsExactly("org", "repo");
        assertThat(read)
            .extracting(item -> item.spec().forge().value())
            .containsOnly("https://git.example.com");
    }

    @Test
    void whatIsWrongWithAnItemNamesIt() {
        assertThat(
            problems(
                "many",
                common("https://git.example.com", null),
                org("one", "acme"),
                org("One!", "acme"),
                org("two", "a/b"),
                org("one", "other"),
                new ItemRequest("three", null),
                null
            )
        ).containsExactlyInAnyOrder(
            "items[1].name",
            "items[2].scope.org",
            "items[3].name",
            "items[4].scope",
            "items[5]"
        );
    }

    @Test
    void whatIsWrongWithAllIsSaidOnce() {
        assertThat(
            problems("many", common("git.example.com", null), org("one", "acme"), org("two", "acme"))
        ).containsExactly("connection.forge.url");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(problems(null, null)).containsExactly("namespace", "items", "connection");
        assertThat(
            problems(
                "Many",
                common("https://git.example.com", new ScopeRequest("admin", null, null, null)),
                org("a", "a")
            )
        ).containsExactly("namespace", "connection.scope");
    }

    @Test
    void aNameOfOneObjectIsNotForSeveralConnections() {
        ConnectionRequest plain = common("https://git.example.com", null);
        var named = new ConnectionRequest(
            plain.forge(),
            null,
            plain.token(),
            new TriggerAuthenticationRequest(true, "shared", null),
            null,
            null,
            "shared",
            null,
            null
        );
        assertThat(problems("many", named, org("one", "acme"), org("two", "acme"))).containsExactly(
            "connection.fullnameOverride",
            "connection.triggerAuthentication.name"
        );
        assertThat(reader.read(new BatchRequest("many", named, List.of(org("one", "acme"))))).hasSize(1);
    }

    @Test
    void moreThanTwoHundredAreTooMany() {
        var items = Collections.nCopies(201, org("one", "acme")).toArray(ItemRequest[]::new);
        assertThat(problems("many", common("https://git.example.com", null), items)).containsExactly("items");
    }
}
