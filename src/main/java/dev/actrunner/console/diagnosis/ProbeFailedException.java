package dev.actrunner.console.diagnosis;

/** Ends a probe with the check that failed. Its texts are the console's own and never a forge's. */
public final class ProbeFailedException extends Exception {

    private final transient Check check;

    /**
     * @param finding what was found
     * @param summary what was seen, as a sentence
     * @param remediation what to do about it here
     */
    public ProbeFailedException(Finding finding, String summary, String remediation) {
        super(summary, null, false, false);
        this.check = finding.seen(summary, remediation);
    }

    /**
     * With the catalogue's remediation, where nothing is to be added to it here.
     *
     * @param finding what was found
     * @param summary what was seen, as a sentence
     */
    public ProbeFailedException(Finding finding, String summary) {
        this(finding, summary, finding.remediation());
    }

    /** The same failure of a way that leads through a proxy. */
    public ProbeFailedException through(String proxy) {
        Finding finding = check.finding();
        return finding == null || check.summary().contains("proxy")
            ? this
            : new ProbeFailedException(
                  finding,
                  check.summary() + " The way there leads through the proxy " + proxy + " (HTTPS_PROXY, HTTP_PROXY).",
                  String.valueOf(check.remediation())
              );
    }

    /** The check that failed. */
    public Check check() {
        return check;
    }
}
