package dev.actrunner.console.security;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Tomcat keeps the buffers of ended connections for the next ones, and Jackson those of documents that it has read, with the
 * last content in them, which may be a token. Without that they are left to the garbage collector.
 */
@Configuration(proxyBeanMethods = false)
class UnpooledBuffers {

    @Bean
    JsonFactoryBuilderCustomizer unpooledJson() {
        return factory -> factory.recyclerPool(JsonRecyclerPools.nonRecyclingPool());
    }

    @Bean
    TomcatConnectorCustomizer unpooledConnections() {
        return connector -> {
            connector.setProperty("socket.processorCache", "0");
            connector.setProperty("socket.bufferPool", "0");
            connector.setProperty("socket.eventCache", "0");
        };
    }
}
