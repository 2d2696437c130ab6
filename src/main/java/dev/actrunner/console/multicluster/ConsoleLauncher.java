package dev.actrunner.console.multicluster;

import dev.actrunner.console.browser.EndedSignIns;
import dev.actrunner.console.monitor.exchange.ResultSources;
import dev.actrunner.console.monitor.metrics.ConnectionMeters;
import dev.actrunner.console.multicluster.ClustersProperties.Cluster;
import dev.actrunner.console.replica.Leadership;
import dev.actrunner.console.replica.ReplicaGroup;
import dev.actrunner.console.secret.Keyring;
import dev.actrunner.console.security.signin.SignInLink;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * Starts the console of a remote cluster: the same application with the same settings, but for where its cluster and its place in
 * the server are. It shares with the console that serves it what is of the process or of its people, and nothing of the cluster.
 */
final class ConsoleLauncher {

    /** What no console has a second time. */
    private static final List<Class<?>> SHARED = List.of(
        Clock.class,
        ConnectionMeters.class,
        EndedSignIns.class,
        Keyring.class,
        Leadership.class,
        RemoteClusters.class,
        ReplicaGroup.class,
        ResultSources.class,
        SignInLink.class
    );

    /** Property sources that each application makes for itself. */
    private static final Set<String> OF_ONE_APPLICATION = Set.of(
        "configurationProperties",
        "servletConfigInitParams",
        "servletContextInitParams"
    );

    /** Boot's bean that starts a server for Actuator. */
    private static final String ACTUATOR_PORT = "childManagementContextInitializer";

    private final ServletWebServerApplicationContext home;
    private final RemoteClusters clusters;

    ConsoleLauncher(ServletWebServerApplicationContext home, RemoteClusters clusters) {
        this.home = home;
        this.clusters = clusters;
    }

    private TomcatWebServer server() {
        if (home.getWebServer() instanceof TomcatWebServer server) {
            return server;
        }
        throw new IllegalStateException("The server is no Tomcat");
    }

    /** Starts it, and returns once it can take requests. */
    ConfigurableApplicationContext launch(Cluster cluster) {
        var mount = new MountPoint(server().getTomcat().getHost(), server().getPort());
        var application = new SpringApplication(mainClass());
        application.setMainApplicationClass(mainClass());
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        // The log is the process'.
        application.setListeners(
            application
                .getListeners()
                .stream()
                .filter(each -> !(each instanceof LoggingApplicationListener))
                .toList()
        );
        application.setEnvironment(environment(cluster, mount.port()));
        application.addInitializers(context -> share((GenericWebApplicationContext) context, cluster.name(), mount));
        return application.run();
    }

    private Class<?> mainClass() {
        String[] names = home.getBeanNamesForAnnotation(SpringBootApplication.class);
        return ClassUtils.getUserClass(home.getBean(names[0]));
    }

    private ConfigurableEnvironment environment(Cluster cluster, int port) {
        var environment = new StandardServletEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
        home.getEnvironment()
            .getPropertySources()
            .stream()
            .filter(each -> !OF_ONE_APPLICATION.contains(each.getName()))
            .forEach(sources::addLast);
        sources.addFirst(new MapPropertySource("remote cluster " + cluster.name(), settings(cluster, port)));
        return environment;
    }

    private Map<String, Object> settings(Cluster cluster, int port) {
        var settings = new HashMap<String, Object>();
        settings.putAll(cluster.settings());
        settings.put("console.cluster.name", cluster.name());
        settings.put("console.cluster.remote", cluster.name());
        if (cluster.kubeconfig() != null) {
            settings.put("console.cluster.kubeconfig", cluster.kubeconfig().toString());
        }
        settings.put("console.cluster.context", cluster.context() == null ? "" : cluster.context());
        settings.put("console.cluster.namespaces", String.join(",", cluster.namespaces()));
        settings.put("console.clusters", "");
        settings.put("console.replicas.enabled", "false");
        settings.put("server.servlet.context-path", clusters.find(cluster.name()).orElseThrow().path());
        settings.put("server.port", port);
        // Nothing of Actuator's: the process has it once.
        settings.put("management.server.port", "-1");
        return settings;
    }

    private void share(GenericWebApplicationContext context, String name, MountPoint mount) {
        ((ServletWebServerApplicationContext) context).setServerNamespace(name);
        // The image's application context, which was worked out when it was built, has a port for Actuator in any case.
        if (context.containsBeanDefinition(ACTUATOR_PORT)) {
            context.removeBeanDefinition(ACTUATOR_PORT);
        }
        context.registerBean(MountPoint.class, () -> mount);
        SHARED.forEach(type -> share(context, type));
    }

    private <T> void share(GenericWebApplicationContext context, Class<T> type) {
        context.registerBean(
            "home" + type.getSimpleName(),
            type,
            () -> home.getBean(type),
            definition -> {
                definition.setPrimary(true);
                ((AbstractBeanDefinition) definition).setDestroyMethodName("");
            }
        );
    }
}
