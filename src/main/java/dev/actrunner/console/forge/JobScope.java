package dev.actrunner.console.forge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A scope: whose jobs are counted, and so which token scope and role are needed to list them. */
public sealed interface JobScope {
    /** All jobs of the instance; for a site administrator's token. */
    record Admin() implements JobScope {}

    /** The jobs of one organization's repositories. */
    record Org(String org) implements JobScope {
        public Org {
            require(problemWithOrg(org));
        }
    }

    /** The jobs of the repositories that the token's own user owns. */
    record User() implements JobScope {}

    /** The jobs of one repository. */
    record Repo(String owner, String repo) implements JobScope {
        public Repo {
            require(problemWithOwner(owner));
            require(problemWithRepo(repo));
        }
    }

    /** What both forges allow in the name of an account or a repository, for a URL's path to carry it safely. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    /** As JSON and annotations write it: {@code admin}, {@code org}, {@code user}, {@code repo}. */
    default String kind() {
        return switch (this) {
            case Admin() -> "admin";
            case Org(_) -> "org";
            case User() -> "user";
            case Repo(_, _) -> "repo";
        };
    }

    /**
     * The one token scope that reading this list needs; no other implies it but {@code all}.
     * Source: the {@code tokenRequiresScopes} of each route group in both forges' {@code routers/api/v1/api.go}.
     */
    default String tokenScope() {
        return tokenScope(kind());
    }

    /** The same of a kind of scope; that of the whole instance where it is none. */
    static String tokenScope(@Nullable String kind) {
        return switch (kind) {
            case "org" -> "read:organization";
            case "user" -> "read:user";
            case "repo" -> "read:repository";
            case null, default -> "read:admin";
        };
    }

    /** Returns the name within its kind: {@code acme}, {@code acme/app}, empty where there is one only. */
    default String subject() {
        return switch (this) {
            case Admin(), User() -> "";
            case Org(String org) -> org;
            case Repo(String owner, String repo) -> owner + "/" + repo;
        };
    }

    /** Returns a title: {@code the whole instance}, {@code organization acme}, … */
    default String title() {
        return switch (this) {
            case Admin() -> "the whole instance";
            case Org(_) -> "organization " + subject();
            case User() -> "the token's own user";
            case Repo(_, _) -> "repository " + subject();
        };
    }

    /** @return reason and remediation, or null when the text can name an organization */
    static @Nullable String problemWithOrg(String text) {
        if (text.contains("/")) {
            return (
                "contains a slash: enter the organization's name alone, such as " +
                exampleBefore(text) +
                " (for one repository choose the scope repo)"
            );
        }
        return problemWithName(text, "the organization's name as in the URL of its page");
    }

    /** @return reason and remediation, or null when the text can name a repository's owner */
    static @Nullable String problemWithOwner(String text) {
        if (text.contains("/")) {
            return "contains a slash: enter the owner alone, such as " + exampleBefore(text);
        }
        return problemWithName(text, "the user or organization that owns the repository");
    }

    /** @return reason and remediation, or null when the text can name a repository */
    static @Nullable String problemWithRepo(String text) {
        if (text.contains("/")) {
            return "contains a slash: enter the repository's name alone; its owner has a field of its own";
        }
        if (text.endsWith(".git")) {
            return "ends with .git: enter the repository's name without it";
        }
        return problemWithName(text, "the repository's name as in the URL of its page");
    }

    private static String exampleBefore(String text) {
        String first = text.substring(0, text.indexOf('/'));
        return NAME.matcher(first).matches() ? first : "acme";
    }

    private static @Nullable String problemWithName(String text, String wanted) {
        if (text.isBlank()) {
            return "is empty: enter " + wanted;
        }
        if (!text.equals(text.strip())) {
            return "has spaces or a newline around it: remove them";
        }
        if (!NAME.matcher(text).matches() || text.equals(".") || text.equals("..")) {
            return "may contain only letters, digits, -, _ and ., 255 at most: enter " + wanted;
        }
        return null;
    }

    private static void require(@Nullable String problem) {
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }
}
