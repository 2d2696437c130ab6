package dev.actrunner.console.forge;

/** Ends a probe with the check that failed. Its texts are the console's own and never a forge's. */
final class ProbeFailure extends Exception {

    private final CheckId id;
    private final String summary;
    private final String remedy;

    ProbeFailure(CheckId id, String summary, String remedy) {
        super(summary, null, false, false);
        this.id = id;
        this.summary = summary;
        this.remedy = remedy;
    }

    CheckId id() {
        return id;
    }

    String summary() {
        return summary;
    }

    String remedy() {
        return remedy;
    }
}
