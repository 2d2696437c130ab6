import java.util.Arrays;

/**
 * Starts a program of {@code dev.actrunner.console.testing} by its class' name: a benchmark, its peer, or the run that trains the
 * image's AOT cache. It is here, so that the project's tests have one main class, the demo's.
 */
public final class Program {

    /** @param args the class' simple name, and what its {@code run} gets */
    public static void main(String[] args) {
        try {
            Class.forName("dev.actrunner.console.testing." + args[0])
                .getMethod("run", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
            System.exit(0);
        } catch (ReflectiveOperationException e) {
            // The stub forges' threads would keep the program alive.
            e.printStackTrace();
            System.exit(1);
        }
    }
}
