package dev.actrunner.console.security;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code console.security.*}.
 *
 * @param allowedHosts the names under which the console may be called, without ports; any other Host is refused, so that
 *     a page elsewhere cannot reach it by letting its own name resolve to this machine
 */
@ConfigurationProperties("console.security")
public record SecurityProperties(@DefaultValue({ "localhost", "127.0.0.1", "[::1]" }) Set<String> allowedHosts) {}
