package dev.actrunner.console.web.setup;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.batch.BatchRequest;
import dev.actrunner.console.connection.batch.ScopeOffers;
import dev.actrunner.console.connection.request.ConnectionRequest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something to choose.
 *
 * @param choice its scope and the name of its connection, neither of which has a space: {@code org acme acme}
 * @param subject the organization, or the repository with its owner
 * @param name what its connection is called
 * @param connections those that are there for it, with commas between; empty for none
 */
record OfferView(String choice, String subject, String name, String connections) {
    static OfferView of(ScopeOffers.Offer offer) {
        String subject = offer.scope().subject();
        return new OfferView(
            offer.scope().kind() + " " + subject + " " + offer.name(),
            subject,
            offer.name(),
            offer.connections().stream().map(Connection::key).map(Object::toString).collect(Collectors.joining(", "))
        );
    }

    /** Reads what a page sends back of one; what is missing is empty. */
    static BatchRequest.ItemRequest item(String choice) {
        String[] parts = Stream.concat(Stream.of(choice.split(" ", 3)), Stream.of("", "", ""))
            .limit(3)
            .toArray(String[]::new);
        String[] path = (parts[1] + "/").split("/", 3);
        boolean isRepo = parts[0].equals("repo");
        return new BatchRequest.ItemRequest(
            parts[2],
            new ConnectionRequest.ScopeRequest(
                parts[0],
                isRepo ? null : parts[1],
                isRepo ? path[0] : null,
                isRepo ? path[1] : null
            )
        );
    }
}
