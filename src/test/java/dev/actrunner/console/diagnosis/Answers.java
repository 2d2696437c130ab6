package dev.actrunner.console.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Failures that users of runners on KEDA met, each with the findings that name it; none where the console does not yet. */
final class Answers {

    private final Map<String, List<Finding>> answers = new LinkedHashMap<>();

    private Answers() {}

    private Answers of(String what, Finding... findings) {
        answers.put(what, List.of(findings));
        return this;
    }

    static Map<String, List<Finding>> all() {
        return new Answers()
            .of("Gitea polled with `status=waiting`", Finding.TRIGGER_BLOCKED_JOBS)
            .of("Forgejo's path on Gitea, or Gitea's on Forgejo (404)", Finding.TRIGGER_WRONG_FORGE)
            .of("Forgejo's array read with `total_count`", Finding.TRIGGER_TOTAL_COUNT)
            .of("Forgejo's `null` when the queue is empty", Finding.TRIGGER_NULL)
            .of(
                "Forgejo before 14 without labels",
                Finding.LABELS_MISSING,
                Finding.LABELS_WANTED,
                Finding.TRIGGER_LABELS
            )
            .of("A label filter that matches nothing although jobs wait", Finding.LABELS_MISS_JOBS)
            .of("Gitea ignores labels: every pool scales for every job", Finding.LABELS_IGNORED)
            .of(
                "Running jobs counted, or not counted, against the strategy",
                Finding.TRIGGER_QUEUED_ONLY,
                Finding.TRIGGER_STRATEGY
            )
            .of("The deprecated administrator's path on Forgejo", Finding.JOBS_NEWER_PATH, Finding.TRIGGER_REFUSED)
            .of("A wrong, expired or registration token", Finding.TOKEN_UNKNOWN)
            .of("A token without the scope", Finding.PERMISSION_SCOPE)
            .of(
                "The right scope, and not the role",
                Finding.PERMISSION_SITE_ADMIN,
                Finding.PERMISSION_ORG_OWNER,
                Finding.PERMISSION_ORG_MEMBER,
                Finding.PERMISSION_REPO
            )
            .of("A token of the command line, without any scope", Finding.PERMISSION_NO_SCOPE)
            .of("A token that may far more than it needs to", Finding.TOKEN_OVER_POWERFUL)
            .of("A newline in the token, or Base64 twice", Finding.TOKEN_UNUSABLE, Finding.TOKEN_ENCODED_TWICE)
            .of("An account that is blocked", Finding.TOKEN_BLOCKED)
            .of("An organization that is unknown, renamed, or a user", Finding.ORG_MISSING, Finding.ORG_IS_USER)
            .of("A repository that is unknown or hidden", Finding.REPO_MISSING, Finding.OWNER_MISSING)
            .of("Actions disabled in a repository", Finding.ACTIONS_OFF)
            .of("Actions disabled on the instance")
            .of("A sub-path is missing, or the URL is a page's", Finding.API_MISSING, Finding.API_ELSEWHERE)
            .of("http that redirects to https", Finding.REDIRECT_TO_HTTPS, Finding.URL_UNENCRYPTED)
            .of(
                "A redirect to another host, where KEDA drops the token",
                Finding.REDIRECT_OTHER_HOST,
                Finding.TRIGGER_REDIRECT
            )
            .of("A sign-in page instead of JSON", Finding.API_WEB_PAGE, Finding.TOKEN_DROPPED)
            .of("A private authority", Finding.TLS_UNTRUSTED, Finding.TLS_PRIVATE_CA, Finding.TRIGGER_UNSAFE_SSL)
            .of(
                "An expired, early or wrong-host certificate",
                Finding.TLS_EXPIRED,
                Finding.TLS_EXPIRES_SOON,
                Finding.TLS_NOT_YET_VALID,
                Finding.TLS_WRONG_HOST
            )
            .of("A name that resolves on one side only", Finding.DNS_UNRESOLVED)
            .of("Slower than KEDA waits", Finding.KEDA_SLOW, Finding.TRIGGER_TIMEOUT)
            .of("An HTTP proxy between", Finding.HTTP_PROXY_SIGN_IN)
            .of("Rate limiting", Finding.HTTP_RATE_LIMITED)
            .of("5xx during an upgrade; what KEDA does meanwhile", Finding.HTTP_SERVER_ERROR)
            .of("A TriggerAuthentication in another namespace, or a reference that names nothing")
            .of("The Secret is missing, or has no such key", Finding.SECRET_MISSING, Finding.KEY_MISSING)
            .of(
                "KEDA is missing, has no operator, or is down",
                Finding.KEDA_MISSING,
                Finding.KEDA_NO_OPERATOR,
                Finding.KEDA_DOWN
            )
            .of("KEDA before 2.18 with Forgejo", Finding.KEDA_TOO_OLD)
            .of("KEDA does not watch the namespace", Finding.KEDA_NAMESPACE)
            .of("KEDA's access to Secrets is restricted", Finding.KEDA_SECRETS)
            .of("A ClusterTriggerAuthentication looks in KEDA's own namespace", Finding.SECRET_MISSING)
            .of("A rotated Secret that KEDA has not read yet")
            .of("It works from the console and not from KEDA; Ready although the trigger fails")
            .of("A trigger that pairs the token with another host", Finding.TRIGGER_OTHER_FORGE)
            .of("A count that is silently too small on Gitea 1.27")
            .of("Forgejo repeats the token in its refusal: nothing that a forge says is shown", Finding.TOKEN_UNKNOWN)
            .answers;
    }
}
