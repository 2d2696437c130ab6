package dev.actrunner.console.multicluster;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the server, as Boot does, in whose Tomcat the consoles of remote clusters have a place. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    TomcatServletWebServerFactory tomcatServletWebServerFactory(
        ObjectProvider<MountPoint> mount,
        RemoteClusters clusters,
        ObjectProvider<TomcatConnectorCustomizer> connector,
        ObjectProvider<TomcatContextCustomizer> context,
        ObjectProvider<TomcatProtocolHandlerCustomizer<?>> protocol
    ) {
        MountPoint at = mount.getIfAvailable();
        var factory = new MountableServerFactory(at);
        if (at == null) {
            // Before the first request, and whether or not there are clusters: somebody may still send tokens of one that is gone.
            factory.addEngineValves(new ClusterGate(clusters));
        }
        factory.getConnectorCustomizers().addAll(connector.orderedStream().toList());
        factory.getContextCustomizers().addAll(context.orderedStream().toList());
        factory.getProtocolHandlerCustomizers().addAll(protocol.orderedStream().toList());
        return factory;
    }
}
