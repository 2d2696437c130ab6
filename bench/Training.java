import dev.actrunner.console.testing.TrainingRun;

/** Starts the run that trains the image's AOT cache; here, so that the project's tests have one main class, the demo's. */
public final class Training {

    public static void main(String[] args) {
        try {
            TrainingRun.run(args);
            System.exit(0);
        } catch (Exception e) {
            // The stub forges' threads would keep the program alive.
            e.printStackTrace();
            System.exit(1);
        }
    }
}
