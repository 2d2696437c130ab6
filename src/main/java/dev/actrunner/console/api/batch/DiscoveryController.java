package dev.actrunner.console.api.batch;

import dev.actrunner.console.api.resource.CheckResource;
import dev.actrunner.console.api.resource.ScopeResource;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.batch.ScopeOffers;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.discovery.ScopeDiscovery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lists what connections can be set up for. */
@RestController
@Tag(name = "Connections")
class DiscoveryController {

    private final ConnectionRequestValidator validator;
    private final ScopeOffers offers;

    DiscoveryController(ConnectionRequestValidator validator, ScopeOffers offers) {
        this.validator = validator;
        this.offers = offers;
    }

    /**
     * Where to look, and for what.
     *
     * @param forge the forge
     * @param token the token itself, as {@code value}
     * @param kind {@code org} for organizations, {@code repo} for repositories; absent, organizations
     * @param search what the names contain, in any case: of a repository its own name, or owner/name; absent, all are listed
     * @param namespace the namespace in which {@code forge.ca} is looked up; required with {@code forge.ca}
     */
    record DiscoveryRequest(
        ConnectionRequest.@Nullable ForgeRequest forge,
        ConnectionRequest.@Nullable TokenRequest token,
        ScopeDiscovery.@Nullable Kind kind,
        @Nullable String search,
        @Nullable String namespace
    ) {
        private static final ConnectionRequest.ScopeRequest ANY = new ConnectionRequest.ScopeRequest(
            "admin",
            null,
            null,
            null
        );

        ConnectionRequest asConnection() {
            return new ConnectionRequest(forge, ANY, token, null, null, null, null, null, null);
        }
    }

    /**
     * What the token sees.
     *
     * @param items the organizations or repositories, by name, 500 at most
     * @param hasMore whether there are others; {@code search} finds them
     * @param problem why the forge does not tell, null where it does
     */
    @Schema(name = "Discovery")
    record DiscoveryResource(List<OfferResource> items, boolean hasMore, @Nullable CheckResource problem) {}

    /**
     * A scope that a connection can be set up for.
     *
     * @param scope the organization or repository
     * @param name a name for its connection, or the name that it has
     * @param connections the connections that are there for it, as {@code namespace/name}, of those that the caller may see
     */
    @Schema(name = "Offer")
    record OfferResource(ScopeResource scope, String name, List<String> connections) {
        static OfferResource of(ScopeOffers.Offer offer) {
            return new OfferResource(
                ScopeResource.of(offer.scope()),
                offer.name(),
                offer.connections().stream().map(Connection::key).map(Objects::toString).toList()
            );
        }
    }

    /** Lists the organizations or repositories that a token sees. Stores nothing. */
    @PostMapping(
        path = "/api/v1/connections:discover",
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE
    )
    @Operation(operationId = "discoverConnections", summary = "List what connections can be set up for")
    DiscoveryResource discover(@RequestBody DiscoveryRequest request) {
        ConnectionRequest asked = request.asConnection();
        var target = validator.checkProbe(asked);
        ScopeDiscovery.Kind kind = Objects.requireNonNullElse(request.kind(), ScopeDiscovery.Kind.ORG);
        String search = Objects.requireNonNullElse(request.search(), "");
        try {
            ScopeOffers.Offers found = offers.find(
                target,
                request.namespace(),
                ConnectionRequestValidator.ca(asked),
                kind,
                search
            );
            return new DiscoveryResource(found.items().stream().map(OfferResource::of).toList(), found.hasMore(), null);
        } catch (ProbeFailedException e) {
            return new DiscoveryResource(List.of(), false, CheckResource.of(e.check()));
        }
    }
}
