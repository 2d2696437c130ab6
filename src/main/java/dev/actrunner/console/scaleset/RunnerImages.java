package dev.actrunner.console.scaleset;

import dev.actrunner.console.forge.Platform;

/** Pins the images of runners to versions that are known to work; never {@code latest}. */
public final class RunnerImages {

    /**
     * Gitea's runner, called so since 1.0.0 ({@code act_runner} ends at 0.6.1). Its {@code scripts/run.sh} registers by
     * environment variables. Source: Docker Hub's tags of {@code gitea/runner}, and docs.gitea.com/runner/1.0.8.
     */
    private static final String GITEA = "docker.io/gitea/runner:1.0.8";

    /** Forgejo's runner; {@code one-job} takes a URL and a UUID from 12.8 on. Source: code.forgejo.org/forgejo/runner. */
    private static final String FORGEJO = "code.forgejo.org/forgejo/runner:12.10.2";

    /** Docker's engine, for the containers of jobs. Source: Docker Hub's tags of {@code docker}. */
    public static final String DIND = "docker.io/library/docker:28-dind";
    /** The same without root. */
    public static final String DIND_ROOTLESS = "docker.io/library/docker:28-dind-rootless";

    private RunnerImages() {}

    /** Returns the image of a platform's runner. */
    public static String of(Platform platform) {
        return platform == Platform.GITEA ? GITEA : FORGEJO;
    }
}
