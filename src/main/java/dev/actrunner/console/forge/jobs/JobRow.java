package dev.actrunner.console.forge.jobs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a listed job that are counted.
 *
 * @param id the forge's number of it, empty where there is none
 * @param status Forgejo's {@code waiting} and {@code running}, or Gitea's {@code queued} and {@code in_progress}
 * @param labels what it asks for; empty where it has no {@code runs-on}
 * @param repository {@code owner/name}, as Gitea's addresses say; null on Forgejo, whose rows have a number alone
 * @param page the address of its page, as Gitea gives it; null where there is none
 * @param startedAt when a runner took it, null while none has or where the forge does not say
 * @param runner the runner that took it, null where the forge does not say
 */
public record JobRow(
    String id,
    String status,
    List<String> labels,
    @Nullable String repository,
    @Nullable String page,
    @Nullable Instant startedAt,
    @Nullable String runner
) {
    private static final Pattern REPOSITORY = Pattern.compile(
        "https?://.{1,500}?/(?:api/v1/repos/)?([A-Za-z0-9._-]{1,255}/[A-Za-z0-9._-]{1,255})/actions/(?:runs|jobs)/.*"
    );
    private static final Pattern SAFE = Pattern.compile("[\\w .@-]{1,100}");
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    public boolean isWaiting() {
        return !isRunning();
    }

    boolean isRunning() {
        return status.equals("running") || status.equals("in_progress");
    }

    /** Collects a row's fields as they come. */
    static final class Builder {

        private String id = "";
        private String status = "";
        private List<String> labels = List.of();
        private @Nullable String repository;
        private @Nullable String page;
        private @Nullable Instant startedAt;
        private @Nullable String runner;

        void labels(List<String> found) {
            labels = List.copyOf(found);
        }

        void text(String field, String value) {
            switch (field) {
                case "id" -> id = value.length() > 30 ? "" : value;
                case "status" -> status = value;
                case "started_at" -> startedAt = instant(value);
                case "runner_name" -> runner = SAFE.matcher(value).matches() ? value : null;
                case "url", "html_url" -> {
                    Matcher match = REPOSITORY.matcher(value);
                    if (match.matches()) {
                        repository = match.group(1);
                    }
                    if (field.equals("html_url")) {
                        page = value.length() > 1000 ? null : value;
                    }
                }
                default -> {
                }
            }
        }

        /** Gitea writes the year 1 or 1970 where nothing has happened yet. */
        private static @Nullable Instant instant(String value) {
            try {
                Instant at = OffsetDateTime.parse(value).toInstant();
                return at.isBefore(FIRST) ? null : at;
            } catch (DateTimeException _) {
                return null;
            }
        }

        JobRow build() {
            return new JobRow(id, status, labels, repository, page, startedAt, runner);
        }
    }
}
