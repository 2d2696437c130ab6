package dev.actrunner.console.forge.token;

import dev.actrunner.console.forge.ApiToken;

/**
 * A token that the console created.
 *
 * @param id the forge's number for it
 * @param name what the forge's page calls it
 */
public record CreatedToken(ApiToken token, long id, String name) {}
