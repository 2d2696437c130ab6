package dev.actrunner.console.cluster;

import dev.actrunner.console.cluster.kubeconfig.ClusterOrigin;
import dev.actrunner.console.cluster.kubeconfig.Kubeconfig;
import dev.actrunner.console.cluster.kubeconfig.TlsServerName;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.model.jackson.Jackson2JdkTypesModule;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Finds the cluster as kubectl would: kubeconfig and its context first, the pod's service account otherwise. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    @Bean
    KubernetesClient kubernetesClient(ClusterProperties properties) {
        Config config = found(properties, System.getenv());
        config.setConnectionTimeout((int) properties.connectTimeout().toMillis());
        config.setRequestTimeout((int) properties.requestTimeout().toMillis());
        // A person waits for the answer: say at once what is wrong instead of trying again; ClusterCall does where it helps.
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientBuilderConsumer(TlsServerName.of(config))
            .withKubernetesSerialization(new KubernetesSerialization(unpooled(), true))
            .build();
    }

    /** As fabric8's own, but that it keeps no buffer of what was read, which may have been a Secret. */
    private static ObjectMapper unpooled() {
        return JsonMapper.builder(
            JsonFactory.builderWithJackson2Defaults().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()
        )
            .configureForJackson2()
            .addModule(new Jackson2JdkTypesModule())
            .build();
    }

    /** A kubeconfig where there is one, else the pod's service account, else what fabric8 is told by its own variables. */
    static Config found(ClusterProperties properties, Map<String, String> environment) {
        Kubeconfig kubeconfig = Kubeconfig.find(properties.kubeconfig(), environment);
        String context = blankToNull(properties.context());
        if (!kubeconfig.isMissing()) {
            return kubeconfig.config(context);
        }
        // The pod's own cluster is never meant by a context, nor by the name of a remote cluster.
        if (context != null || !properties.remote().isEmpty()) {
            throw new IllegalStateException(
                "console.cluster.context: there is no kubeconfig with a context " +
                    Objects.requireNonNullElse(context, properties.remote()) +
                    "; set console.cluster.kubeconfig to the file"
            );
        }
        return Config.autoConfigure(null);
    }

    @Bean
    ClusterOrigin clusterOrigin(ClusterProperties properties) {
        return ClusterOrigin.of(Kubeconfig.files(properties.kubeconfig(), System.getenv()), System.getenv());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
