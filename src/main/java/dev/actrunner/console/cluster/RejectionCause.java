package dev.actrunner.console.cluster;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds why the API server rejects a request where its status has several causes, and what to do about each. The messages
 * are those of Kubernetes' {@code plugin/pkg/admission} (quota, namespace lifecycle, Pod Security), of
 * {@code apiserver/pkg/admission/plugin} (webhooks, policies) and of its validation.
 *
 * @param remediation what to do
 */
record RejectionCause(String remediation) {
    private record Sign(Pattern message, String remediation) {}

    private static final List<Sign> SIGNS = List.of(
        sign(
            "exceeded quota: ([^\\s,]+)",
            "The ResourceQuota $1 is used up: delete what the namespace no longer needs, or ask for a higher limit."
        ),
        sign(
            "failed quota: ([^\\s:]+)",
            "The ResourceQuota $1 wants requests and limits on every container: set them."
        ),
        sign(
            "(?:because it is being terminated|is being terminated|NamespaceTerminating)",
            "The namespace is being deleted: wait until it is gone and create it anew, or choose another. kubectl get" +
                " namespace -o yaml shows what holds it up."
        ),
        sign(
            "object is being deleted",
            "An object of that name is being deleted: wait until its finalizers are done, or choose another name."
        ),
        sign(
            "violates PodSecurity \"([^\"]+)\"",
            "The namespace enforces the Pod Security level $1: change what the message names, or the namespace's label" +
                " pod-security.kubernetes.io/enforce."
        ),
        sign(
            "attempting to grant RBAC permissions not currently held",
            "Nobody may grant more than they have: ask an administrator to create the Role and RoleBinding, or for the verbs" +
                " escalate and bind."
        ),
        sign(
            "failed calling webhook \"([^\"]+)\"",
            "The admission webhook $1 does not answer: see that its Service has endpoints and that a firewall or NetworkPolicy" +
                " lets the API server reach them; or ask who runs it."
        ),
        sign(
            "admission webhook \"([^\"]+)\" denied",
            "The admission webhook $1 refuses it: meet the policy that the message names, or ask who runs it for an exception."
        ),
        sign(
            "ValidatingAdmissionPolicy '([^']+)'",
            "The ValidatingAdmissionPolicy $1 refuses it: meet what the message names, or ask the cluster's administrator for an" +
                " exception."
        ),
        sign(
            "immutable",
            "The object is there and cannot be changed: delete it first and apply again, or choose another name."
        ),
        sign(
            "(?i)request entity too large|must have at most|Too long",
            "It is larger than the API server takes: leave out labels, annotations or certificates that are not needed."
        ),
        sign(
            "(?:Invalid value|Required value|Unsupported value|Forbidden:|Duplicate value|Not found:|strict decoding error)",
            "Correct the field that the message names."
        )
    );

    private static Sign sign(String message, String remediation) {
        return new Sign(Pattern.compile(message), remediation);
    }

    /** The reason that a message gives; empty where the status says it all. */
    static Optional<RejectionCause> of(int code, String message) {
        if (code < 400) {
            return Optional.empty();
        }
        for (Sign sign : SIGNS) {
            Matcher match = sign.message().matcher(message);
            if (match.find()) {
                String named = match.groupCount() == 0 ? "" : match.group(1);
                return Optional.of(new RejectionCause(sign.remediation().replace("$1", named)));
            }
        }
        return Optional.empty();
    }
}
