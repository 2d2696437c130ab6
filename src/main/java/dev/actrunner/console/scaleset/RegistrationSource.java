package dev.actrunner.console.scaleset;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgePassword;

/** Lists where runners get what they register with. */
public sealed interface RegistrationSource {
    /** Returns whether it was entered, and so is sent to the forge by the console or by the runners. */
    default boolean isEntered() {
        return true;
    }

    /** In a change: what is stored stays. */
    record Stored() implements RegistrationSource {
        @Override
        public boolean isEntered() {
            return false;
        }
    }

    /** An existing Secret of the namespace, with the key {@code token}, and {@code uuid} for a Forgejo runner by API. */
    record Existing(String secretName) implements RegistrationSource {
        @Override
        public boolean isEntered() {
            return false;
        }
    }

    /** A token that was entered. */
    record Given(ApiToken token) implements RegistrationSource {}

    /** One that the console asks the forge for, with a password that is used once. */
    record ByPassword(ForgePassword password) implements RegistrationSource {}

    /** One that the console asks the forge for, with an API token that is used once. */
    record ByToken(ApiToken token) implements RegistrationSource {}
}
