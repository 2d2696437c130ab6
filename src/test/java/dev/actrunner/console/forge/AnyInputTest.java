package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any input: five thousand of them from each seed, made of the pieces that parsers stumble over. */
class AnyInputTest {

    private static final int INPUTS = 5000;
    private static final List<String> PIECES = List.of(
        "http://",
        "https://",
        "HTTPS://",
        "//",
        "/",
        "\\",
        "?",
        "#",
        "@",
        ":",
        "..",
        ".",
        "%2f",
        "%",
        "%00",
        "[",
        "]",
        "[::1]",
        "127.0.0.1",
        "0x7f.1",
        "git.example.com",
        "häuser.example",
        "xn--",
        "api",
        "v1",
        "/api/v1",
        "user",
        "actions",
        "acme",
        "app.git",
        "-",
        "_",
        " ",
        "\t",
        "\n",
        "\u0000",
        "\u202e",
        "😀",
        ":80",
        ":99999",
        "&",
        "=",
        "a"
    );

    private static String any(Random random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(9); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void anAddressIsTakenOrExplained(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < INPUTS; i++) {
            String text = random.nextBoolean() ? any(random) : "https://git.example.com" + any(random);
            assertThatCode(() -> ForgeUrl.problemWith(text))
                .as(text)
                .doesNotThrowAnyException();
            if (ForgeUrl.problemWith(text) == null) {
                var url = new ForgeUrl(text);
                assertThat(new ForgeUrl(url.value())).as(text).isEqualTo(url);
                assertThat(url.value()).as(text).doesNotEndWith("/");
                assertThat(url.resolve("/api/v1/version").host()).as(text).isEqualTo(url.host());
                assertThat(url.otherBases())
                    .as(text)
                    .allMatch(u -> u.host().equals(url.host()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void aScopeNeverLeavesItsPath(long seed) {
        var random = new Random(seed);
        var forge = new ForgeUrl("https://git.example.com/git");
        for (int i = 0; i < INPUTS; i++) {
            String owner = any(random);
            String repo = any(random);
            boolean fits = JobScope.problemWithOwner(owner) == null && JobScope.problemWithRepo(repo) == null;
            Stream<JobScope> scopes = fits
                ? Stream.of(new JobScope.Admin(), new JobScope.User(), new JobScope.Repo(owner, repo))
                : Stream.of(new JobScope.Admin());
            scopes.forEach(scope -> {
                for (Platform platform : Platform.values()) {
                    HttpUrl url = JobsEndpoint.of(forge, platform, scope, RunnerLabels.none()).toHttpUrl();
                    assertThat(url.encodedPath()).startsWith("/git/api/v1/").endsWith("/jobs");
                    assertThat(url.host()).isEqualTo("git.example.com");
                    if (scope instanceof JobScope.Repo) {
                        assertThat(url.pathSegments()).contains(owner, repo);
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void nothingElseThatIsTypedThrows(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < INPUTS; i++) {
            String text = any(random);
            assertThatCode(() -> {
                JobScope.problemWithOrg(text);
                JobScope.problemWithOwner(text);
                JobScope.problemWithRepo(text);
                RunnerLabels.problemWith(text);
                ApiToken.problemWith(text);
                ForgeVersion.parse(text);
            })
                .as(text)
                .doesNotThrowAnyException();
        }
    }
}
