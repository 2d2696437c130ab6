package dev.actrunner.console.connection.apply;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the console's right to read connections' Secrets, {@code console.rbac.*}.
 *
 * @param perConnectionRole whether applying a connection also applies a Role and a RoleBinding that let the console read that
 *     one Secret; otherwise whoever installs the console grants it namespaces
 * @param serviceAccount the console's own account as namespace/name; where it is not set, the API server is asked
 */
@ConfigurationProperties("console.rbac")
record RbacProperties(@DefaultValue("false") boolean perConnectionRole, @Nullable String serviceAccount) {}
