package dev.actrunner.console.connection;

import dev.actrunner.console.forge.ApiToken;

/** Lists where a connection's token can come from. */
public sealed interface TokenSource {
    /** Given in the request, to be stored under a key of the Secret that the console makes. */
    record Given(ApiToken token, String key) implements TokenSource {}

    /** In a Secret that is there already and stays as it is. */
    record Existing(String secretName, String key) implements TokenSource {}

    /** The one that is stored for this connection. */
    record Stored() implements TokenSource {}
}
