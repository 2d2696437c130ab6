package dev.actrunner.console.replica;

import dev.actrunner.console.secret.Digests;
import java.util.Collection;
import java.util.Comparator;

/**
 * Assigns things to members by rendezvous hashing: all who know the same members agree, without a word, and where a member
 * comes or goes only what it has or had moves.
 */
final class Rendezvous {

    private Rendezvous() {}

    /**
     * Returns the member that a thing belongs to.
     *
     * @param members at least one
     */
    static String owner(Collection<String> members, String thing) {
        return members
            .stream()
            .max(Comparator.comparing(member -> Digests.sha256(member + '\n' + thing)))
            .orElseThrow();
    }
}
