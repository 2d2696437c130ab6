package dev.actrunner.console.keda.scaler;

import dev.actrunner.console.keda.scaler.ParsedTrigger.Reason.Kind;
import dev.actrunner.console.keda.scaler.ScalerRequest.Reader;
import dev.actrunner.console.keda.scaling.GoValues;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import dev.actrunner.console.keda.scaling.ValueLocation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Parses triggers as KEDA's scalers do when they are built. */
public final class TriggerParser {

    private static final List<String> FORMATS = List.of("prometheus", "json", "xml", "yaml");
    private static final List<String> AGGREGATIONS = List.of("average", "sum", "max", "min");
    private static final List<String> MODES = List.of("apiKey", "basic", "tls", "bearer", "custom", "oauth");
    private static final Set<String> EXCLUSIVE = Set.of("bearer", "basic", "oauth");
    /** From KEDA 2.21 on; before, the two others were taken and sent nothing. */
    private static final Set<String> SUPPORTED = Set.of("apiKey", "basic", "tls", "bearer");
    private static final List<String> METHODS = List.of("header", "query");

    private final TriggerSpec trigger;
    private final TypedConfig config;

    private TriggerParser(TriggerSpec trigger, AuthParams auth) {
        this.trigger = trigger;
        this.config = new TypedConfig(trigger.metadata(), auth);
    }

    /** Parses a trigger with what its authentication gives. */
    public static ParsedTrigger parse(TriggerSpec trigger, AuthParams auth) {
        var parser = new TriggerParser(trigger, auth);
        return switch (trigger.type()) {
            case "metrics-api" -> parser.result(parser.metricsApi());
            case "forgejo-runner" -> parser.result(parser.forgejoRunner());
            default -> new ParsedTrigger.OtherScaler();
        };
    }

    /** The address that a trigger asks, whatever else is wrong with it; empty for a scaler that is not known here. */
    public static Optional<String> address(TriggerSpec trigger) {
        var parser = new TriggerParser(trigger, AuthParams.NONE);
        return switch (trigger.type()) {
            case "metrics-api" -> Optional.of(trigger.get("url"));
            case "forgejo-runner" -> Optional.of(parser.forgejoUrl(trigger.isTrue("global")));
            default -> Optional.empty();
        };
    }

    private ParsedTrigger result(ScalerRequest request) {
        if (trigger.metricType().equals("Utilization")) {
            config.refuse("metricType Utilization is for cpu and memory alone");
        }
        List<ParsedTrigger.Reason> problems = config.problems();
        if (!problems.isEmpty()) {
            return new ParsedTrigger.Refused(problems);
        }
        Set<String> unread = config.unread();
        return unread.isEmpty() ? new ParsedTrigger.Accepted(request) : new ParsedTrigger.Unread(unread);
    }

    private ScalerRequest metricsApi() {
        double target = config.number("targetValue");
        double activation = config.number("activationTargetValue");
        String url = config.required("url");
        String format = config.find("format").orElse("json");
        config.requireOneOf("format", format, FORMATS);
        String location = config.required("valueLocation");
        config.bool("unsafeSsl");
        boolean endpoints = config.bool("aggregateFromKubeServiceEndpoints");
        config.requireOneOf("aggregationType", config.find("aggregationType").orElse("average"), AGGREGATIONS);
        var timeout = config.duration("timeout");
        if (target == 0) {
            config.refuse("no targetValue given, or 0");
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        Optional<Map.Entry<String, String>> query = authentication(headers);
        return new ScalerRequest(
            url,
            query,
            List.copyOf(headers),
            query.isPresent() || !headers.isEmpty(),
            endpoints ? new Reader.Endpoints() : reader(format, location),
            timeout,
            BigDecimal.valueOf(target),
            BigDecimal.valueOf(activation)
        );
    }

    private static Reader reader(String format, String location) {
        return switch (format) {
            case "json" -> new Reader.At(new ValueLocation(location), false);
            case "yaml" -> new Reader.At(new ValueLocation(location), true);
            default -> new Reader.OtherFormat(format);
        };
    }

    /** {@code authentication.Config}: all of its modes are read, whichever are on. Adds headers; gives a parameter of the query. */
    private Optional<Map.Entry<String, String>> authentication(List<Map.Entry<String, String>> headers) {
        Optional<String> written = config.findAnywhere("authModes", "authMode");
        List<String> modes = written.map(GoValues::list).orElse(List.of());
        String shown = config.shown("authModes", "authMode");
        if (written.isPresent() && !MODES.containsAll(modes) && !config.isUnread(written.get())) {
            config.refuse("authMode " + shown + " is not one of " + String.join(", ", MODES));
        }
        if (modes.stream().filter(EXCLUSIVE::contains).count() > 1) {
            config.refuse("authMode " + shown + " has more than one of bearer, basic, oauth");
        }
        modes
            .stream()
            .filter(m -> MODES.contains(m) && !SUPPORTED.contains(m))
            .forEach(m ->
                config.refuse(
                    "authMode " + m + " is not supported by metrics-api (2.21; before, nothing was sent for it)"
                )
            );
        String method = config.findAnywhere("method").orElse("header");
        config.requireOneOf("method", method, METHODS);
        Optional<Map.Entry<String, String>> query = Optional.empty();
        if (modes.contains("apiKey")) {
            String key = needed("apiKey", config.findAnywhere("apiKey"), "apiKey");
            Optional<String> name = config.findAnywhere("keyParamName");
            if (method.equals("query")) {
                query = Optional.of(Map.entry(name.orElse("api_key"), key));
            } else {
                headers.add(Map.entry(name.orElse("X-API-KEY"), key));
            }
        }
        if (modes.contains("basic")) {
            String username = needed("username", config.findAuth("username"), "basic");
            String password = config.findAuth("password").orElse("");
            String both = username + ":" + password;
            // SetBasicAuth replaces what was added before it.
            headers.removeIf(h -> h.getKey().equalsIgnoreCase("Authorization"));
            headers.add(
                Map.entry(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))
                )
            );
        }
        if (modes.contains("tls")) {
            Stream.of("cert", "key").forEach(each -> needed(each, config.findAuth(each), "tls"));
            // A client certificate, with which the console asks nobody.
            config.leaveUnread("cert");
        }
        if (modes.contains("bearer")) {
            String token = needed("token", config.findAuth("bearerToken", "token"), "bearer");
            headers.add(Map.entry("Authorization", "Bearer " + token));
        }
        return query;
    }

    private String needed(String parameter, Optional<String> value, String mode) {
        return value.orElseGet(() -> {
            config.refuse(
                Kind.AUTHENTICATION,
                parameter + " is required when authMode is " + mode + ", and no authentication gives it"
            );
            return "";
        });
    }

    /** Its {@code timeout} is the operator's, and it reads neither {@code unsafeSsl} nor an activation value. */
    private ScalerRequest forgejoRunner() {
        String token = config.findAuth("token").orElseGet(() -> {
            if (trigger.metadata().containsKey("tokenFromEnv")) {
                config.leaveUnread("tokenFromEnv");
                return "";
            }
            config.refuse(Kind.AUTHENTICATION, "missing required parameter token, which no authentication gives");
            return "";
        });
        config.required("address");
        config.required("labels", Kind.LABELS);
        boolean global = config.bool("global");
        return new ScalerRequest(
            forgejoUrl(global),
            Optional.empty(),
            List.of(Map.entry("Authorization", "token " + token)),
            true,
            new Reader.Length(),
            Optional.empty(),
            BigDecimal.ONE,
            BigDecimal.ZERO
        );
    }

    private String forgejoUrl(boolean global) {
        return trigger.get("address").replaceFirst("/$", "") + forgejoPath(global) + "?labels=" + trigger.get("labels");
    }

    /** {@code getRunnerJobURL}: owner and repo, then org, then global, else the token's own user. */
    private String forgejoPath(boolean global) {
        String owner = config.find("owner").orElse("");
        String repo = config.find("repo").orElse("");
        String org = config.find("org").orElse("");
        if (!owner.isEmpty() && !repo.isEmpty()) {
            return "/api/v1/repos/" + owner + "/" + repo + "/actions/runners/jobs";
        }
        if (!org.isEmpty()) {
            return "/api/v1/orgs/" + org + "/actions/runners/jobs";
        }
        return global ? "/api/v1/admin/runners/jobs" : "/api/v1/user/actions/runners/jobs";
    }
}
