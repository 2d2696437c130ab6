package dev.actrunner.console.forge;

/**
 * A forge for {@link SituationTable}: with the site administrator {@code site-admin}, {@code owner} who owns the organization
 * {@code acme} and the repositories {@code acme/app} and {@code owner/own}, {@code ann} who is a member of it, and {@code jo}
 * who is and owns nothing.
 */
interface ForgeInTable extends AutoCloseable {
    String url();

    /** A token of a user, with these scopes. */
    String token(String login, String... scopes);

    void revoke(String login, String token);

    /**
     * Makes both repositories anew, each with the jobs of a state: none in {@code empty}; one that waits in {@code queued};
     * one that runs in {@code running}; one that waits and one that needs it in {@code blocked}.
     */
    void jobs(String state);

    @Override
    void close();
}
