package dev.actrunner.console.cluster.kubeconfig;

import dev.actrunner.console.diagnosis.Redactor;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.Config;
import java.io.BufferedReader;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Runs a program that gives a kubeconfig's user their credentials ({@code ExecCredential} of client-go's
 * {@code client.authentication.k8s.io}): only what it writes to standard output counts, and it is run again when the
 * credentials expire.
 */
final class ExecPlugin {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** How long an output may stay open after its program. */
    private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(2);
    /** What follows a word such as {@code password}, JSON Web Tokens, and anything as long as a key. */
    private static final Pattern SECRET = Pattern.compile(
        "(?i)((?:secret|token|password|passwd|key)[a-z_-]{0,20}[\"']?\\s*[=:]\\s*)\\S+|\\beyJ[\\w.=-]+|[\\w+=~-]{40,}"
    );
    private static final int MAX_MESSAGE = 300;

    private final String user;
    private final ExecConfig exec;
    private final Cluster cluster;
    private final Path kubeconfig;
    private final Duration timeout;
    private @Nullable ExecCredential last;

    ExecPlugin(String user, ExecConfig exec, Cluster cluster, Path kubeconfig) {
        this(user, exec, cluster, kubeconfig, TIMEOUT);
    }

    /** @param timeout how long it may take */
    ExecPlugin(String user, ExecConfig exec, Cluster cluster, Path kubeconfig, Duration timeout) {
        if (exec.getCommand() == null || exec.getCommand().isBlank()) {
            throw new IllegalStateException("users[" + user + "].user.exec.command: is missing");
        }
        this.user = user;
        this.exec = exec;
        this.cluster = cluster;
        this.kubeconfig = kubeconfig;
        this.timeout = timeout;
    }

    /** Sets the credentials of a configuration, now and whenever they expire. A certificate is taken once, at the start. */
    void provide(Config config) {
        try {
            ExecCredential first = current();
            if (first.certificate() != null && first.key() != null) {
                config.setClientCertData(encoded(first.certificate()));
                config.setClientKeyData(encoded(first.key()));
                ClientKeys.prepare(config, "users[" + user + "].user.exec");
            }
        } catch (CredentialFailure _) {
            // Said to whoever asks for something of the cluster; the console starts without it.
        }
        config.setOauthTokenProvider(() -> {
            String token = current().token();
            return token == null ? "" : token;
        });
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized ExecCredential current() {
        ExecCredential known = last;
        if (known == null || !Instant.now().isBefore(known.expires())) {
            known = run();
            last = known;
        }
        return known;
    }

    private ExecCredential run() {
        var command = new ArrayList<>(List.of(program()));
        if (exec.getArgs() != null) {
            command.addAll(exec.getArgs());
        }
        var builder = new ProcessBuilder(command);
        if (exec.getEnv() != null) {
            exec.getEnv().forEach(v ->
                builder.environment().put(v.getName(), Objects.requireNonNullElse(v.getValue(), ""))
            );
        }
        builder.environment().put("KUBERNETES_EXEC_INFO", ExecCredential.request(exec, cluster));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            // Beside each other, and not here: what it starts may keep its outputs open when it has ended.
            Output output = Output.of(process.inputReader(StandardCharsets.UTF_8));
            Output errors = Output.of(process.errorReader(StandardCharsets.UTF_8));
            try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new CredentialFailure(
                        title() + " does not end within " + timeout.toSeconds() + " s.",
                        remediation()
                    );
                }
                if (process.exitValue() != 0) {
                    String message = Redactor.shown(withoutSecrets(errors.whole().strip()), MAX_MESSAGE);
                    throw new CredentialFailure(
                        title() + " ends with " + process.exitValue() + ": " + message,
                        "Its session may have expired: sign in with it again, as its message says. " + remediation()
                    );
                }
                return read(output.whole());
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException _) {
            String hint =
                exec.getInstallHint() == null ? "" : " " + Redactor.shown(exec.getInstallHint().strip(), MAX_MESSAGE);
            throw new CredentialFailure(
                title() + " cannot be run: it is not installed here, or not in PATH.",
                "Install it where the console runs, or take a kubeconfig with a token or certificate." + hint
            );
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialFailure(title() + " was interrupted.", remediation());
        }
    }

    private ExecCredential read(String output) {
        try {
            ExecCredential credential = ExecCredential.parse(output);
            if (credential.isMissing()) {
                throw new CredentialFailure(
                    title() + " gives neither a token nor a certificate with its key.",
                    remediation()
                );
            }
            return credential;
        } catch (JacksonException _) {
            throw new CredentialFailure(
                title() + " writes something to its output that is no ExecCredential.",
                remediation()
            );
        }
    }

    /** What was read of an output so far, and the thread that reads on. */
    private record Output(CharArrayWriter text, Thread reader) {
        static Output of(BufferedReader from) {
            var text = new CharArrayWriter();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    from.transferTo(text);
                } catch (IOException _) {
                    // It ends with its program.
                }
            });
            return new Output(text, reader);
        }

        /** All that its program wrote; what the program left behind may keep it open. */
        String whole() throws InterruptedException {
            reader.join(OUTPUT_TIMEOUT);
            return text.toString();
        }
    }

    /** Programs repeat what they were given when they do not like it. */
    private static String withoutSecrets(String message) {
        return SECRET.matcher(message).replaceAll(m ->
            Matcher.quoteReplacement(Objects.toString(m.group(1), "") + "[hidden]")
        );
    }

    private String title() {
        return (
            "The program " + exec.getCommand() + ", which gives the kubeconfig's user " + user + " their credentials,"
        );
    }

    /** Its arguments may hold a password, and stand in the kubeconfig. */
    private String remediation() {
        return "Try " + exec.getCommand() + " by itself, as the kubeconfig's user " + user + " names it.";
    }

    /** A name is looked for in PATH; a path is one from the kubeconfig's folder. */
    private String program() {
        String command = exec.getCommand();
        Path folder = kubeconfig.toAbsolutePath().getParent();
        return command.contains("/") && folder != null ? folder.resolve(command).toString() : command;
    }
}
