import dev.actrunner.console.testing.GrowthBench;

/** Starts the benchmark; here, so that the project's tests have one main class, the demo's. */
public final class Growth {

    public static void main(String[] args) {
        try {
            GrowthBench.run(args);
            System.exit(0);
        } catch (Exception e) {
            // The stub forges' threads would keep the program alive.
            e.printStackTrace();
            System.exit(1);
        }
    }
}
