package dev.actrunner.console.diagnosis;

import static dev.actrunner.console.diagnosis.CheckStatus.FAIL;
import static dev.actrunner.console.diagnosis.CheckStatus.WARN;

import dev.actrunner.console.diagnosis.CheckStatus;
import java.util.Locale;

/**
 * Lists everything that a probe can find wrong, each with a stable id, the check it belongs to, and whether KEDA would
 * still scale. Their texts are in the bundle {@code findings}; {@code docs/checks.md} is generated from both.
 */
public enum Finding {
    SECRET_MISSING("token.secret-missing", CheckId.READABLE, FAIL),
    KEY_MISSING("token.key-missing", CheckId.READABLE, FAIL),
    TOKEN_UNUSABLE("token.unusable", CheckId.READABLE, FAIL),
    TOKEN_PADDED("token.padded", CheckId.READABLE, WARN),
    TOKEN_WITH_SCHEME("token.with-scheme", CheckId.READABLE, FAIL),
    SECRET_AWAITED("token.secret-awaited", CheckId.READABLE, WARN),
    TOKEN_ENCODED_TWICE("token.encoded-twice", CheckId.READABLE, FAIL),
    TOKEN_UNBOUND("token.unbound", CheckId.READABLE, FAIL),
    TOKEN_BOUND_ELSEWHERE("token.bound-elsewhere", CheckId.READABLE, FAIL),

    URL_UNENCRYPTED("url.unencrypted", CheckId.URL, WARN),

    DNS_UNRESOLVED("dns.unresolved", CheckId.DNS, FAIL),

    ADDRESS_FORBIDDEN("connect.forbidden", CheckId.CONNECT, FAIL),
    CONNECT_REFUSED("connect.refused", CheckId.CONNECT, FAIL),
    CONNECT_TIMEOUT("connect.timeout", CheckId.CONNECT, FAIL),

    TLS_UNTRUSTED("tls.untrusted", CheckId.TLS, FAIL),
    TLS_CA_UNBOUND("tls.ca-unbound", CheckId.TLS, FAIL),
    TLS_EXPIRED("tls.expired", CheckId.TLS, FAIL),
    TLS_NOT_YET_VALID("tls.not-yet-valid", CheckId.TLS, FAIL),
    TLS_WRONG_HOST("tls.wrong-host", CheckId.TLS, FAIL),
    TLS_HANDSHAKE("tls.handshake", CheckId.TLS, FAIL),
    TLS_EXPIRES_SOON("tls.expires-soon", CheckId.TLS, WARN),
    TLS_PRIVATE_CA("tls.private-ca", CheckId.TLS, WARN),
    TLS_CA_UNREADABLE("tls.ca-unreadable", CheckId.TLS, FAIL),

    HTTP_TIMEOUT("http.timeout", CheckId.HTTP, FAIL),
    HTTP_BROKEN("http.broken", CheckId.HTTP, FAIL),
    HTTP_SERVER_ERROR("http.server-error", CheckId.HTTP, FAIL),
    HTTP_RATE_LIMITED("http.rate-limited", CheckId.HTTP, FAIL),
    HTTP_PROXY_SIGN_IN("http.proxy-sign-in", CheckId.HTTP, FAIL),

    REDIRECT_NOWHERE("redirect.nowhere", CheckId.REDIRECT, FAIL),
    REDIRECT_OTHER_HOST("redirect.other-host", CheckId.REDIRECT, FAIL),
    REDIRECT_DOWNGRADE("redirect.downgrade", CheckId.REDIRECT, FAIL),
    REDIRECT_LOOP("redirect.loop", CheckId.REDIRECT, FAIL),
    REDIRECT_TO_HTTPS("redirect.to-https", CheckId.REDIRECT, FAIL),
    REDIRECT_OTHER_ORIGIN("redirect.other-origin", CheckId.REDIRECT, FAIL),
    REDIRECT_SAME_HOST("redirect.same-host", CheckId.REDIRECT, WARN),

    API_MISSING("api.missing", CheckId.API, FAIL),
    API_ELSEWHERE("api.elsewhere", CheckId.API, FAIL),
    API_WEB_PAGE("api.web-page", CheckId.API, FAIL),
    API_OTHER("api.other", CheckId.API, FAIL),

    TOKEN_UNKNOWN("token.unknown", CheckId.TOKEN, FAIL),
    TOKEN_BLOCKED("token.blocked", CheckId.TOKEN, FAIL),
    TOKEN_DROPPED("token.dropped", CheckId.TOKEN, FAIL),
    TOKEN_OVER_POWERFUL("token.over-powerful", CheckId.TOKEN, WARN),

    PLATFORM_OTHER("platform.other", CheckId.PLATFORM, WARN),

    VERSION_TOO_OLD("version.too-old", CheckId.VERSION, FAIL),

    PERMISSION_SCOPE("permission.scope", CheckId.PERMISSION, FAIL),
    PERMISSION_NO_SCOPE("permission.no-scope", CheckId.PERMISSION, FAIL),
    PERMISSION_SITE_ADMIN("permission.site-admin", CheckId.PERMISSION, FAIL),
    PERMISSION_ORG_OWNER("permission.org-owner", CheckId.PERMISSION, FAIL),
    PERMISSION_ORG_MEMBER("permission.org-member", CheckId.PERMISSION, FAIL),
    PERMISSION_REPO("permission.repo", CheckId.PERMISSION, FAIL),
    PERMISSION_OTHER("permission.other", CheckId.PERMISSION, FAIL),

    ORG_MISSING("scope.org-missing", CheckId.SCOPE, FAIL),
    ORG_IS_USER("scope.org-is-user", CheckId.SCOPE, FAIL),
    REPO_MISSING("scope.repo-missing", CheckId.SCOPE, FAIL),
    OWNER_MISSING("scope.owner-missing", CheckId.SCOPE, FAIL),
    ACTIONS_OFF("scope.actions-off", CheckId.SCOPE, FAIL),
    ACTIONS_OFF_ON_INSTANCE("scope.actions-off-on-instance", CheckId.SCOPE, WARN),
    USER_OWNS_NOTHING("scope.user-owns-nothing", CheckId.SCOPE, WARN),

    COUNT_PARTIAL("jobs.partial", CheckId.JOBS, WARN),
    JOBS_PATH_MISSING("jobs.path-missing", CheckId.JOBS, FAIL),
    JOBS_REFUSED("jobs.refused", CheckId.JOBS, FAIL),
    JOBS_UNREADABLE("jobs.unreadable", CheckId.JOBS, FAIL),
    JOBS_TOO_LARGE("jobs.too-large", CheckId.JOBS, FAIL),
    JOBS_OTHER_SHAPE("jobs.other-shape", CheckId.JOBS, FAIL),
    JOBS_NEWER_PATH("jobs.newer-path", CheckId.JOBS, WARN),
    JOBS_ACTIONS_OFF("jobs.actions-off", CheckId.JOBS, WARN),
    JOBS_UNSERVED("jobs.unserved", CheckId.JOBS, WARN),
    JOBS_STUCK("jobs.stuck", CheckId.JOBS, WARN),
    RUNNERS_OFFLINE("runners.offline", CheckId.JOBS, WARN),
    RUNNERS_OTHER_SCOPE("runners.other-scope", CheckId.JOBS, WARN),
    JOBS_WITHOUT_LABELS("jobs.without-labels", CheckId.JOBS, WARN),

    LABELS_UNOFFERED("labels.unoffered", CheckId.LABELS, WARN),
    LABELS_MISSING("labels.missing", CheckId.LABELS, FAIL),
    LABELS_WANTED("labels.wanted", CheckId.LABELS, FAIL),
    LABELS_MISS_JOBS("labels.miss-jobs", CheckId.LABELS, WARN),
    LABELS_IGNORED("labels.ignored", CheckId.LABELS, WARN),

    KEDA_SLOW("keda.slow", CheckId.LATENCY, FAIL),

    TRIGGER_OTHER_FORGE("trigger.other-forge", CheckId.TRIGGER, FAIL),
    TRIGGER_INVALID("trigger.invalid", CheckId.TRIGGER, FAIL),
    TRIGGER_INACTIVE("trigger.inactive", CheckId.TRIGGER, FAIL),
    TRIGGER_ACTIVATION("trigger.activation", CheckId.TRIGGER, WARN),
    TRIGGER_METRIC_TYPE("trigger.metric-type", CheckId.TRIGGER, WARN),
    TRIGGER_PLAIN_SECRET("trigger.plain-secret", CheckId.TRIGGER, WARN),
    TRIGGER_NOT_JOBS("trigger.not-jobs", CheckId.TRIGGER, WARN),
    TRIGGER_UNKNOWN_TYPE("trigger.unknown-type", CheckId.TRIGGER, WARN),
    TRIGGER_WRONG_FORGE("trigger.wrong-forge", CheckId.TRIGGER, FAIL),
    TRIGGER_BLOCKED_JOBS("trigger.blocked-jobs", CheckId.TRIGGER, FAIL),
    TRIGGER_STATUS_REFUSED("trigger.status-refused", CheckId.TRIGGER, FAIL),
    TRIGGER_ALL_JOBS("trigger.all-jobs", CheckId.TRIGGER, FAIL),
    TRIGGER_TOTAL_COUNT("trigger.total-count", CheckId.TRIGGER, FAIL),
    TRIGGER_NULL("trigger.null", CheckId.TRIGGER, WARN),
    TRIGGER_PAGE("trigger.page", CheckId.TRIGGER, WARN),
    TRIGGER_QUEUED_ONLY("trigger.queued-only", CheckId.TRIGGER, WARN),
    TRIGGER_STRATEGY("trigger.strategy", CheckId.TRIGGER, WARN),
    TRIGGER_NO_NUMBER("trigger.no-number", CheckId.TRIGGER, FAIL),
    TRIGGER_NOT_EVALUATED("trigger.not-evaluated", CheckId.TRIGGER, WARN),
    TRIGGER_AUTH("trigger.auth", CheckId.TRIGGER, FAIL),
    TRIGGER_REFUSED("trigger.refused", CheckId.TRIGGER, FAIL),
    TRIGGER_REDIRECT("trigger.redirect", CheckId.TRIGGER, WARN),
    TRIGGER_REDIRECTED_AWAY("trigger.redirected-away", CheckId.TRIGGER, FAIL),
    TRIGGER_TIMEOUT("trigger.timeout", CheckId.TRIGGER, FAIL),
    TRIGGER_UNSAFE_SSL("trigger.unsafe-ssl", CheckId.TRIGGER, WARN),
    TRIGGER_LABELS("trigger.labels", CheckId.TRIGGER, FAIL),
    TRIGGER_OWNER("trigger.owner", CheckId.TRIGGER, WARN),
    TRIGGER_DIFFERS("trigger.differs", CheckId.TRIGGER, WARN),

    KEDA_MISSING("keda.missing", CheckId.KEDA, FAIL),
    KEDA_NO_OPERATOR("keda.no-operator", CheckId.KEDA, FAIL),
    KEDA_DOWN("keda.down", CheckId.KEDA, FAIL),
    KEDA_TOO_OLD("keda.too-old", CheckId.KEDA, FAIL),
    KEDA_NAMESPACE("keda.namespace", CheckId.KEDA, FAIL),
    KEDA_SECRETS("keda.secrets", CheckId.KEDA, FAIL),
    KEDA_METRICS_API_DOWN("keda.metrics-api-down", CheckId.KEDA, FAIL),
    KEDA_METRICS_API_OTHER("keda.metrics-api-other", CheckId.KEDA, FAIL),
    KEDA_PROXY("keda.proxy", CheckId.KEDA, WARN),

    SCALED_RESOURCE_NOT_READY("scaled-resource.not-ready", CheckId.SCALED_RESOURCES, FAIL),
    SCALED_RESOURCE_SILENT("scaled-resource.silent", CheckId.SCALED_RESOURCES, WARN),
    SCALED_RESOURCE_COUNTED_TWICE("scaled-resource.counted-twice", CheckId.SCALED_RESOURCES, WARN),
    SCALED_RESOURCE_TRIGGER_FAILS("scaled-resource.trigger-fails", CheckId.SCALED_RESOURCES, FAIL),
    SCALED_RESOURCE_FAILS_ONLY_IN_KEDA("scaled-resource.fails-only-in-keda", CheckId.SCALED_RESOURCES, FAIL),
    SCALED_RESOURCE_TOKEN_NOT_REREAD("scaled-resource.token-not-reread", CheckId.SCALED_RESOURCES, WARN),
    SCALED_RESOURCE_FALLBACK("scaled-resource.fallback", CheckId.SCALED_RESOURCES, WARN),
    SCALED_RESOURCE_PAUSED("scaled-resource.paused", CheckId.SCALED_RESOURCES, WARN),
    SCALED_RESOURCE_DANGLING("scaled-resource.dangling-authentication", CheckId.SCALED_RESOURCES, FAIL),
    SCALED_RESOURCE_OTHER_NAMESPACE("scaled-resource.other-namespace", CheckId.SCALED_RESOURCES, FAIL),
    SCALED_RESOURCE_WRONG_KIND("scaled-resource.wrong-kind", CheckId.SCALED_RESOURCES, FAIL),

    METRIC_DIFFERS("metric.differs", CheckId.METRIC, WARN),
    METRIC_DISAGREES("metric.disagrees", CheckId.METRIC, WARN),
    METRIC_UNANSWERED("metric.unanswered", CheckId.METRIC, WARN),

    FIELD_MANAGERS_SEVERAL("field-managers.several", CheckId.FIELD_MANAGERS, WARN);

    private final String id;
    private final CheckId check;
    private final CheckStatus status;

    Finding(String id, CheckId check, CheckStatus status) {
        this.id = id;
        this.check = check;
        this.status = status;
    }

    /** Stable: JSON, pages and documentation share it. */
    public String id() {
        return id;
    }

    /** The check that does not pass because of it. */
    public CheckId check() {
        return check;
    }

    /** {@link CheckStatus#FAIL} where KEDA does not scale as it should, else {@link CheckStatus#WARN}. */
    public CheckStatus status() {
        return status;
    }

    /** Returns what is wrong, in English sentences. */
    public String title() {
        return title(Locale.ROOT);
    }

    /** Returns what is wrong, as sentences. */
    public String title(Locale language) {
        return DiagnosisTexts.of(id + ".title", language);
    }

    /** Returns what to do in general, in English sentences; a probe's remediation adds addresses and names. */
    public String remediation() {
        return remediation(Locale.ROOT);
    }

    /** Returns what to do in general, as sentences. */
    public String remediation(Locale language) {
        return DiagnosisTexts.of(id + ".remediation", language);
    }

    /** Returns its anchor, in {@code docs/checks.md} and on the console's page of the checks. */
    public String anchor() {
        return id.replace('.', '-');
    }

    /** Returns the console's own page about it, as a path with a fragment. */
    public String page() {
        return "/docs/checks#" + anchor();
    }

    /** A check with this finding and the catalogue's remediation. */
    public Check seen(String summary) {
        return seen(summary, remediation());
    }

    /**
     * A check with this finding.
     *
     * @param summary what was seen, as a sentence
     * @param remediation what to do about it here
     */
    public Check seen(String summary, String remediation) {
        return new Check(check, status, this, summary, remediation);
    }
}
