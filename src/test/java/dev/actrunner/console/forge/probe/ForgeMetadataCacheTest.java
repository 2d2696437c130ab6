package dev.actrunner.console.forge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import dev.actrunner.console.forge.identity.TokenPrivileges;
import dev.actrunner.console.forge.probe.ForgeMetadataCache.Known;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForgeMetadataCacheTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final JobCounts COUNTED = new JobCounts(2, 1);
    private static final ProbeTarget TARGET = target("one");
    private static final Known GITEA = new Known(
        new ForgeIdentity(Platform.GITEA, "1.27.2", new ForgeVersion(1, 27, 2)),
        TokenPrivileges.UNKNOWN
    );

    private final ForgeMetadataCache cache = new ForgeMetadataCache();

    private static ProbeTarget target(String token) {
        return new ProbeTarget(
            new ForgeUrl("https://git.example.org"),
            null,
            new JobScope.Admin(),
            RunnerLabels.none(),
            new ApiToken(token),
            null
        );
    }

    @Test
    void aForgeIsRememberedForItsToken() {
        cache.put(TARGET, GITEA);
        assertThat(cache.find(target("one"))).isEqualTo(GITEA);
        assertThat(cache.find(target("two"))).isNull();
    }

    @Test
    void whatIsEvictedIsForgottenAltogether() {
        cache.put(TARGET, GITEA);
        cache.putUserMetadata(TARGET, COUNTED, NOW);
        cache.evict(TARGET);
        assertThat(cache.find(TARGET)).isNull();
        assertThat(cache.isWhole(TARGET, COUNTED, NOW)).isFalse();
    }

    @Test
    void aCountIsWholeForAMinuteAndNoLonger() {
        cache.putUserMetadata(TARGET, COUNTED, NOW);
        assertThat(cache.isWhole(TARGET, COUNTED, NOW.plusSeconds(59))).isTrue();
        assertThat(cache.isWhole(TARGET, COUNTED, NOW.plusSeconds(60))).isFalse();
        assertThat(cache.isWhole(TARGET, COUNTED, NOW.minusSeconds(60))).isFalse();
    }

    @Test
    void anotherCountIsLookedAtAnew() {
        cache.putUserMetadata(TARGET, COUNTED, NOW);
        assertThat(cache.isWhole(TARGET, new JobCounts(1, 2), NOW)).isFalse();
        assertThat(cache.isWhole(target("two"), COUNTED, NOW)).isFalse();
    }

    @Test
    void theIdentityStaysWhereOnlyTheCountIsEvicted() {
        cache.put(TARGET, GITEA);
        cache.putUserMetadata(TARGET, COUNTED, NOW);
        cache.evictUserMetadata(TARGET);
        assertThat(cache.find(TARGET)).isEqualTo(GITEA);
        assertThat(cache.isWhole(TARGET, COUNTED, NOW)).isFalse();
    }
}
