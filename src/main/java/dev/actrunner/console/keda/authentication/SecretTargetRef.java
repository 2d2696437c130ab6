package dev.actrunner.console.keda.authentication;

/**
 * Maps a Secret's key to a trigger's parameter.
 *
 * @param parameter the trigger's parameter: {@code token} for {@code forgejo-runner}, and for {@code metrics-api} with
 *     {@code authMode: bearer}
 * @param name the Secret
 * @param key the key in the Secret
 */
public record SecretTargetRef(String parameter, String name, String key) {}
