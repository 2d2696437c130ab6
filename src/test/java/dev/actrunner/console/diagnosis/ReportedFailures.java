package dev.actrunner.console.diagnosis;

import static dev.actrunner.console.diagnosis.Finding.*;

import java.util.ArrayList;
import java.util.List;

/** What goes wrong for those who scale runners with KEDA, and the findings that say so. */
final class ReportedFailures {

    /** @param findings never none */
    record Answer(String what, List<Finding> findings) {}

    private final List<Answer> answers = new ArrayList<>();

    private ReportedFailures() {}

    private ReportedFailures of(String what, Finding first, Finding... others) {
        var findings = new ArrayList<Finding>();
        findings.add(first);
        findings.addAll(List.of(others));
        answers.add(new Answer(what, List.copyOf(findings)));
        return this;
    }

    /** Thirty failures that users reported, in issues of KEDA, Gitea, Forgejo and their charts. */
    static List<Answer> reported() {
        return new ReportedFailures()
            .of("Gitea polled with `status=waiting`: blocked jobs are counted", TRIGGER_BLOCKED_JOBS)
            .of("Forgejo's path on Gitea (404)", TRIGGER_WRONG_FORGE, PLATFORM_OTHER)
            .of("Gitea's path on Forgejo (404)", TRIGGER_WRONG_FORGE, PLATFORM_OTHER)
            .of("Forgejo's array read with `total_count`", TRIGGER_TOTAL_COUNT, TRIGGER_NO_NUMBER)
            .of("Forgejo's empty queue is `null`", TRIGGER_NULL)
            .of("Forgejo before 14 without labels", LABELS_MISSING, LABELS_WANTED, TRIGGER_LABELS)
            .of("Labels that match nothing although jobs wait", LABELS_MISS_JOBS)
            .of("Gitea ignores labels: every pool scales for every job", LABELS_IGNORED)
            .of("Running jobs counted, or not counted, against the strategy", TRIGGER_QUEUED_ONLY, TRIGGER_STRATEGY)
            .of("The administrator's path on Forgejo before and from 15", JOBS_NEWER_PATH, TRIGGER_REFUSED)
            .of("A wrong, expired or registration token (401)", TOKEN_UNKNOWN)
            .of("The token lacks the scope (403)", PERMISSION_SCOPE)
            .of(
                "The scope is right, and the user has not the role (403)",
                PERMISSION_SITE_ADMIN,
                PERMISSION_ORG_OWNER,
                PERMISSION_ORG_MEMBER,
                PERMISSION_REPO
            )
            .of("A token of the command line has no scope at all", PERMISSION_NO_SCOPE)
            .of("A newline or space in the token, or Base64 twice", TOKEN_UNUSABLE, TOKEN_ENCODED_TWICE)
            .of(
                "Secret or TriggerAuthentication in another namespace than the ScaledObject",
                SCALED_RESOURCE_OTHER_NAMESPACE,
                SECRET_MISSING
            )
            .of(
                "A ClusterTriggerAuthentication looks in KEDA's own namespace",
                SCALED_RESOURCE_WRONG_KIND,
                SECRET_MISSING
            )
            .of("KEDA's access to Secrets is restricted", KEDA_SECRETS)
            .of("`WATCH_NAMESPACE` leaves the namespace out", KEDA_NAMESPACE)
            .of(
                "KEDA is missing, incomplete, or too old for forgejo-runner",
                KEDA_MISSING,
                KEDA_NO_OPERATOR,
                KEDA_TOO_OLD
            )
            .of("A rotated Secret that KEDA has not read yet", SCALED_RESOURCE_TOKEN_NOT_REREAD)
            .of(
                "A private authority; forgejo-runner has no unsafeSsl",
                TLS_UNTRUSTED,
                TLS_PRIVATE_CA,
                TRIGGER_UNSAFE_SSL
            )
            .of(
                "An expired, early or wrong-host certificate",
                TLS_EXPIRED,
                TLS_EXPIRES_SOON,
                TLS_NOT_YET_VALID,
                TLS_WRONG_HOST
            )
            .of("Slower than KEDA's three seconds", KEDA_SLOW, TRIGGER_TIMEOUT)
            .of("It works from the console and not from KEDA", SCALED_RESOURCE_FAILS_ONLY_IN_KEDA, KEDA_PROXY)
            .of(
                "The address: sub-path, sign-in page, redirect, a part lost in quoting",
                API_MISSING,
                API_ELSEWHERE,
                API_WEB_PAGE,
                REDIRECT_OTHER_HOST,
                REDIRECT_SAME_HOST,
                TRIGGER_ALL_JOBS
            )
            .of(
                "The list is down: what KEDA does meanwhile",
                HTTP_SERVER_ERROR,
                SCALED_RESOURCE_TRIGGER_FAILS,
                SCALED_RESOURCE_FALLBACK,
                KEDA_METRICS_API_DOWN
            )
            .of(
                "A ScaledObject is Ready and its trigger fails",
                SCALED_RESOURCE_TRIGGER_FAILS,
                SCALED_RESOURCE_FAILS_ONLY_IN_KEDA
            )
            .of("A count that is silently too small on Gitea from 1.27 on", COUNT_PARTIAL)
            .of("Forgejo repeats the token in its refusal: nothing that a forge says is shown", TOKEN_UNKNOWN)
            .answers;
    }

    /** Everything else that deserves its own diagnosis. */
    static List<Answer> others() {
        return new ReportedFailures()
            .of("A token that may far more than it needs to", TOKEN_OVER_POWERFUL)
            .of("A revoked token", TOKEN_UNKNOWN)
            .of("An account that is blocked", TOKEN_BLOCKED)
            .of("An organization that is renamed or unknown", ORG_MISSING, REDIRECT_SAME_HOST)
            .of("A user instead of an organization", ORG_IS_USER)
            .of("A repository that is unknown or hidden", REPO_MISSING, OWNER_MISSING)
            .of("Actions disabled on the instance, or in the repository", ACTIONS_OFF_ON_INSTANCE, ACTIONS_OFF)
            .of("A bot that owns nothing, counted by its user", USER_OWNS_NOTHING, TRIGGER_OWNER)
            .of("A release without a list of jobs", VERSION_TOO_OLD)
            .of("An address with `/api/v1` in it (cut off at entry), or of a repository's page", API_ELSEWHERE)
            .of("http that redirects to https", REDIRECT_TO_HTTPS, URL_UNENCRYPTED)
            .of("A redirect to another host, where KEDA loses the header", REDIRECT_OTHER_HOST, TRIGGER_REDIRECT)
            .of("A sign-in page instead of JSON", API_WEB_PAGE, TOKEN_DROPPED)
            .of(
                "A name that resolves only outside the cluster, or only inside",
                DNS_UNRESOLVED,
                SCALED_RESOURCE_FAILS_ONLY_IN_KEDA
            )
            .of("An HTTP proxy between", HTTP_PROXY_SIGN_IN, KEDA_PROXY)
            .of("Rate limiting (429)", HTTP_RATE_LIMITED)
            .of("5xx during an upgrade of the forge", HTTP_SERVER_ERROR)
            .of("A TriggerAuthentication that is named and does not exist", SCALED_RESOURCE_DANGLING)
            .of("The Secret is missing, or has no such key", SECRET_MISSING, KEY_MISSING)
            .of("KEDA's operator is down", KEDA_DOWN)
            .of("Another adapter serves the external metrics", KEDA_METRICS_API_OTHER)
            .of("Two tools (Helm, Flux, Argo CD, the console) own the same object", FIELD_MANAGERS_SEVERAL)
            .of("Somebody paused the ScaledObject", SCALED_RESOURCE_PAUSED)
            .of("A trigger that pairs the token with another host", TRIGGER_OTHER_FORGE)
            .answers;
    }
}
