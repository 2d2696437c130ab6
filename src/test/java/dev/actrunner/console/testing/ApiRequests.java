package dev.actrunner.console.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the requests to an API server, by its own metrics. */
final class ApiRequests {

    private static final Pattern REQUESTS = Pattern.compile("(?m)^apiserver_request_total\\{.*} (\\S+)$");

    private final KubernetesClient admin;

    ApiRequests(KubernetesClient admin) {
        this.admin = admin;
    }

    /** Prints how many requests a work sends each round, without those that the API server gets all the same. */
    void print(String name, Turns.Work work, int rounds) throws Exception {
        double before = total();
        long begin = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            work.run(i);
        }
        long passed = System.nanoTime() - begin;
        double after = total();
        Thread.sleep(Duration.ofNanos(passed));
        double idle = total() - after;
        System.out.printf("   %-36s %8.1f requests to the API server%n", name, (after - before - idle) / rounds);
    }

    private double total() {
        Matcher lines = REQUESTS.matcher(admin.raw("/metrics"));
        double sum = 0;
        while (lines.find()) {
            sum += Double.parseDouble(lines.group(1));
        }
        return sum;
    }
}
