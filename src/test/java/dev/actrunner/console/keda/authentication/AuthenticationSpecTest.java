package dev.actrunner.console.keda.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class AuthenticationSpecTest {

    @Test
    void namesTheParametersOfEverySource() {
        TriggerAuthentication authentication = Serialization.unmarshal(
            """
            apiVersion: keda.sh/v1alpha1
            kind: TriggerAuthentication
            metadata: { name: a }
            spec:
              secretTargetRef: [{ parameter: token, name: s, key: k }]
              env: [{ parameter: fromEnv, name: E }]
              configMapTargetRef: [{ parameter: fromConfigMap, name: c, key: k }]
              boundServiceAccountToken: [{ parameter: fromAccount, serviceAccountName: s }]
              hashiCorpVault: { address: a, authentication: token, secrets: [{ parameter: fromVault, path: p, key: k }] }
              azureKeyVault: { vaultUri: u, secrets: [{ parameter: fromAzure, name: n }] }
              gcpSecretManager: { secrets: [{ parameter: fromGcp, id: i }] }
              awsSecretManager: { secrets: [{ parameter: fromAws, name: n }] }
            """,
            TriggerAuthentication.class
        );
        assertThat(authentication.otherParameters()).containsExactlyInAnyOrder(
            "fromEnv",
            "fromConfigMap",
            "fromAccount",
            "fromVault",
            "fromAzure",
            "fromGcp",
            "fromAws"
        );
        assertThat(Serialization.asYaml(authentication)).contains("secretTargetRef").doesNotContain("from");
    }
}
