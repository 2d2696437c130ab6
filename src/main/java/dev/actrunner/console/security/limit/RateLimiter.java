package dev.actrunner.console.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts what each caller asks for. */
@Component
public class RateLimiter {

    private static final int MOST_CALLERS = 100_000;

    private final LimitProperties properties;
    private final Cache<String, Bucket> requests = buckets();
    private final Cache<String, Bucket> changes = buckets();
    private final Cache<String, Bucket> anonymous = buckets();
    private final Cache<String, Bucket> failures = buckets();

    RateLimiter(LimitProperties properties) {
        this.properties = properties;
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(5))
            .executor(Runnable::run)
            .build();
    }

    /** @return 0 where the request may go on, else after how many seconds the caller may ask again */
    long request(String caller) {
        int rate = properties.requestsPerSecond();
        return take(requests, caller, () -> bucket(4L * rate, rate, Duration.ofSeconds(1)));
    }

    /** The same for what changes something or asks a forge. */
    long change(String caller) {
        int rate = properties.writesPerMinute();
        return take(changes, caller, () -> bucket(rate, rate, Duration.ofMinutes(1)));
    }

    /** The same for requests of an address that come without any credential. */
    long anonymous(String address) {
        int rate = properties.requestsPerSecond();
        return take(anonymous, address, () -> bucket(4L * rate, rate, Duration.ofSeconds(1)));
    }

    /** Returns how many changes and probes one caller may have under way. */
    int concurrentWrites() {
        return properties.concurrentWrites();
    }

    /** Returns how many bytes a body may have. */
    int maxBodySize() {
        return (int) Math.min(Integer.MAX_VALUE, properties.maxBodySize().toBytes());
    }

    /** Returns how long a body may take. */
    Duration bodyTimeout() {
        return properties.bodyTimeout();
    }

    /**
     * Whether a credential failed so often that it is not asked about any more.
     *
     * @param credential the address that it came from and a digest of it: a wrong one never stands in the way of another
     */
    public boolean isRefused(String credential) {
        Bucket bucket = failures.getIfPresent(credential);
        return bucket != null && bucket.getAvailableTokens() == 0;
    }

    /** A credential was wrong. */
    public void failed(String credential) {
        int rate = properties.signInsPerMinute();
        take(failures, credential, () -> bucket(rate, rate, Duration.ofMinutes(1)));
    }

    private static long take(Cache<String, Bucket> buckets, String caller, Supplier<Bucket> fresh) {
        ConsumptionProbe probe = buckets.get(caller, _ -> fresh.get()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
    }

    private static Bucket bucket(long capacity, long refill, Duration period) {
        return Bucket.builder()
            .addLimit(Bandwidth.builder().capacity(capacity).refillGreedy(refill, period).build())
            .build();
    }
}
