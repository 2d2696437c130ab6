package dev.actrunner.console.web.support;

import dev.actrunner.console.browser.SealedCookie;
import dev.actrunner.console.browser.SealedCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps in the browser what one page tells the next one after a redirect, such as that something was deleted. Texts, numbers,
 * booleans, records of the console's own, and lists of them can be told.
 */
@Component("flashMapManager")
class FlashCookie extends AbstractFlashMapManager {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** What this request has told, which its own cookie does not show. */
    private static final String WRITTEN = FlashCookie.class.getName();
    private static final Duration KEPT = Duration.ofMinutes(3);
    /** What may be made of what comes from the browser, although it is sealed. */
    private static final List<String> KNOWN = List.of("java.lang.", "dev.actrunner.console.");

    /** An attribute: its class, or that of a list's elements. */
    private record Attribute(String type, boolean isList, JsonNode value) {
        static Attribute of(Object value) {
            boolean isList = value instanceof List<?>;
            Object one = value instanceof List<?> list ? (list.isEmpty() ? "" : list.getFirst()) : value;
            return new Attribute(one.getClass().getName(), isList, JSON.valueToTree(value));
        }

        Object read() {
            if (KNOWN.stream().noneMatch(type::startsWith)) {
                throw new IllegalArgumentException("Nothing of the type " + type + " is told to the next page");
            }
            try {
                Class<?> known = Class.forName(type);
                return Objects.requireNonNull(
                    isList ? JSON.readerForListOf(known).readValue(value) : JSON.treeToValue(value, known)
                );
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** What one redirect tells. */
    private record Told(
        String user,
        @Nullable String path,
        Map<String, List<String>> parameters,
        long until,
        Map<String, Attribute> attributes
    ) {
        static Told of(FlashMap map, String user) {
            var attributes = new HashMap<String, Attribute>();
            map.forEach((name, value) -> attributes.put(name, Attribute.of(value)));
            return new Told(
                user,
                map.getTargetRequestPath(),
                Map.copyOf(map.getTargetRequestParams()),
                map.getExpirationTime(),
                attributes
            );
        }

        FlashMap map() {
            var map = new FlashMap();
            map.setTargetRequestPath(path);
            MultiValueMap<String, String> wanted = new LinkedMultiValueMap<>();
            parameters.forEach(wanted::addAll);
            map.addTargetRequestParams(wanted);
            map.setExpirationTime(until);
            attributes.forEach((name, value) -> map.put(name, value.read()));
            return map;
        }

        boolean withoutLongest() {
            return attributes
                .entrySet()
                .stream()
                .max(Comparator.comparingInt(each -> each.getValue().value().toString().length()))
                .map(longest -> attributes.remove(longest.getKey()))
                .isPresent();
        }
    }

    private final SealedCookie cookie;

    FlashCookie(SealedCookies cookies) {
        this.cookie = cookies.of("flash", KEPT, 1);
    }

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        if (request.getAttribute(WRITTEN) instanceof Told[] written) {
            return maps(request, written);
        }
        try {
            return cookie
                .readRecord(request, Told[].class)
                .map(told -> maps(request, told))
                .orElse(null);
        } catch (IllegalArgumentException | JacksonException e) {
            // A replica of another version told it.
            logger.debug("What the page before told cannot be read", e);
            return null;
        }
    }

    /** A list that the caller takes elements out of. */
    private static List<FlashMap> maps(HttpServletRequest request, Told... told) {
        String user = user(request);
        return Stream.of(told)
            .filter(each -> each.user().equals(user))
            .map(Told::map)
            .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String user(HttpServletRequest request) {
        Principal who = request.getUserPrincipal();
        return who == null ? "" : who.getName();
    }

    /** What is too long is left out, the longest first: pages do without it. */
    @Override
    protected void updateFlashMaps(List<FlashMap> maps, HttpServletRequest request, HttpServletResponse response) {
        String user = user(request);
        List<Told> told = maps
            .stream()
            .map(map -> Told.of(map, user))
            .toList();
        request.setAttribute(WRITTEN, told.toArray(Told[]::new));
        if (told.isEmpty()) {
            cookie.remove(request, response);
            return;
        }
        boolean isKept = cookie.writeRecord(request, response, "", told);
        while (!isKept && told.getLast().withoutLongest()) {
            isKept = cookie.writeRecord(request, response, "", told);
        }
    }
}
