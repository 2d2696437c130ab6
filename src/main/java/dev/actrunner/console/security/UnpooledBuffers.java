package dev.actrunner.console.security;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Turns off the buffer pools of Tomcat and Jackson. They keep the last content of ended connections and parsed documents,
 * which may be a token; without pools the garbage collector frees it.
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
