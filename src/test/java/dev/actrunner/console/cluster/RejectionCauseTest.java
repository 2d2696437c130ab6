package dev.actrunner.console.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of API servers, as they come, and the remediation that is each one's own. */
class RejectionCauseTest {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "403 | secrets \"a\" is forbidden: exceeded quota: team, requested: secrets=1, used: secrets=9, limited: secrets=9 | The ResourceQuota team is used up",
            "403 | pods \"a\" is forbidden: failed quota: compute: must specify limits.cpu | The ResourceQuota compute wants requests and limits",
            "403 | secrets \"a\" is forbidden: unable to create new content in namespace x because it is being terminated | The namespace is being deleted",
            "409 | object is being deleted: secrets \"a\" already exists | finalizers",
            "403 | pods \"a\" is forbidden: violates PodSecurity \"restricted:latest\": privileged | Pod Security level restricted:latest",
            "403 | admission webhook \"validate.kyverno.svc-fail\" denied the request: no | The admission webhook validate.kyverno.svc-fail refuses it",
            "400 | admission webhook \"vscaledobject.kb.io\" denied the request: no | The admission webhook vscaledobject.kb.io refuses it",
            "500 | Internal error occurred: failed calling webhook \"vscaledobject.kb.io\": context deadline exceeded | The admission webhook vscaledobject.kb.io does not answer",
            "422 | secrets \"a\" is forbidden: ValidatingAdmissionPolicy 'owners' with binding 'all' denied request: no | The ValidatingAdmissionPolicy owners refuses it",
            "422 | Secret \"a\" is invalid: data: Forbidden: field is immutable when `immutable` is set | cannot be changed: delete it first",
            "403 | roles.rbac.authorization.k8s.io \"a\" is forbidden: user \"jo\" is attempting to grant RBAC permissions not currently held | Nobody may grant more than they have",
            "422 | Secret \"a\" is invalid: metadata.labels: Invalid value: \"-\": must be | Correct the field that the message names",
            "422 | Secret \"a\" is invalid: data: Too long: may not be more than 1048576 bytes | larger than the API server takes",
        }
    )
    void hasItsOwnCure(int code, String message, String remediation) {
        assertThat(RejectionCause.of(code, message).orElseThrow().remediation()).contains(remediation);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "403 | User \"jo\" cannot create resource \"secrets\" in API group \"\" in the namespace \"team-a\"",
            "409 | Operation cannot be fulfilled on secrets \"a\": the object has been modified",
        }
    )
    void leavesTheOthersToTheirStatus(int code, String message) {
        assertThat(RejectionCause.of(code, message)).isEmpty();
    }
}
