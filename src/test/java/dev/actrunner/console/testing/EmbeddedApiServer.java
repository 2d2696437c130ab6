package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.lang.reflect.Field;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** fabric8's in-memory API server with server-side apply, discovery of KEDA's kinds and missing namespaces added. */
public final class EmbeddedApiServer extends KubernetesCrudDispatcher {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final KubernetesSerialization OBJECTS = new KubernetesSerialization();
    private static final Pattern IN_NAMESPACE = Pattern.compile("/namespaces/([^/?]+)/[^?]+");

    private final Collection<?> watches = watches();
    private final TrackedFieldManagers owners = new TrackedFieldManagers();
    private final MetricsServer metrics;
    private final Queue<String> callersRequests = new ConcurrentLinkedQueue<>();
    private volatile boolean kedaInstalled = true;
    private volatile String podLog = "";
    private volatile @Nullable MockResponse outage;

    /** @param metrics what answers in place of KEDA's metrics server */
    EmbeddedApiServer(MetricsServer metrics) {
        this.metrics = metrics;
    }

    /** The dispatcher's own, which it keeps to itself. */
    private Collection<?> watches() {
        Field field = ReflectionUtils.findField(KubernetesCrudDispatcher.class, "watchEventListeners");
        ReflectionUtils.makeAccessible(Objects.requireNonNull(field));
        return (Collection<?>) Objects.requireNonNull(ReflectionUtils.getField(field, this));
    }

    /** Takes what was asked with a caller's own token since the last time: method and path, in order. */
    public List<String> takeCallersRequests() {
        var taken = new ArrayList<String>();
        for (String each = callersRequests.poll(); each != null; each = callersRequests.poll()) {
            taken.add(each);
        }
        return taken;
    }

    /** What every pod has logged. */
    public void podLog(String log) {
        podLog = log;
    }

    /** Serves KEDA's kinds, as it does from the start, or not. */
    public void installKeda(boolean installed) {
        kedaInstalled = installed;
    }

    /** Answers every request with this status, or works again. */
    public void answerWith(int status) {
        outage = status == 0 ? null : status(status, "Outage", "an outage made for a test");
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String who = request.getHeader("Authorization");
        if (who != null && who.startsWith("Bearer caller")) {
            callersRequests.add(request.getMethod() + " " + request.getPath());
        }
        MockResponse response = answer(request);
        WebSocketListener watch = response.getWebSocketListener();
        return watch == null ? response : response.withWebSocketUpgrade(new WatchListener(watch, watches));
    }

    private MockResponse answer(RecordedRequest request) {
        MockResponse broken = outage;
        String path = request.getPath();
        if (broken != null) {
            return broken;
        }
        if (path.endsWith("/selfsubjectreviews")) {
            return json(
                201,
                "{'apiVersion':'authentication.k8s.io/v1','kind':'SelfSubjectReview','status':{'userInfo':{'username':'embedded-admin'}}}"
            );
        }
        if (path.endsWith("/selfsubjectaccessreviews")) {
            return json(
                201,
                "{'apiVersion':'authorization.k8s.io/v1','kind':'SelfSubjectAccessReview','status':{'allowed':true}}"
            );
        }
        if (path.startsWith("/apis/keda.sh/")) {
            if (!kedaInstalled) {
                return new MockResponse().setResponseCode(404).setBody("404 page not found\n");
            }
            if (path.equals("/apis/keda.sh/v1alpha1")) {
                return kedaKinds();
            }
        }
        if (path.startsWith("/apis/external.metrics.k8s.io/")) {
            String body = metrics.body(path.replaceFirst("\\?.*", ""));
            return body.isEmpty() ? status(404, "NotFound", "no such metric") : json(200, body);
        }
        if (path.contains("/log?")) {
            return new MockResponse().setResponseCode(200).setBody(podLog);
        }
        if (!request.getMethod().equals("GET") && namespaceMissing(path)) {
            return status(404, "NotFound", "namespaces \"" + namespace(path) + "\" not found");
        }
        if (request.getMethod().equals("POST") && path.contains("fieldManager=")) {
            return create(request);
        }
        String type = request.getHeader("Content-Type");
        return request.getMethod().equals("PATCH") && type != null && type.startsWith("application/apply-patch")
            ? apply(request)
            : super.dispatch(request);
    }

    /** An object of somebody who is to own its fields, refused where there is one of that name. */
    private synchronized MockResponse create(RecordedRequest request) {
        ObjectNode desired = (ObjectNode) JSON.readTree(request.getUtf8Body());
        String name = desired.at("/metadata/name").asString();
        String path = request.getPath().replaceFirst("\\?.*", "") + "/" + name;
        return findResource(getKey(path)) == null
            ? apply(request, path, desired)
            : status(409, "AlreadyExists", desired.path("kind").asString() + " \"" + name + "\" already exists");
    }

    private synchronized MockResponse apply(RecordedRequest request) {
        return apply(
            request,
            request.getPath().replaceFirst("\\?.*", ""),
            (ObjectNode) JSON.readTree(request.getUtf8Body())
        );
    }

    private MockResponse apply(RecordedRequest request, String path, ObjectNode desired) {
        UriComponents uri = UriComponentsBuilder.fromUriString(request.getPath()).build();
        String manager = uri.getQueryParams().getFirst("fieldManager");
        boolean force = "true".equals(uri.getQueryParams().getFirst("force"));
        boolean dryRun = uri.getQueryParams().containsKey("dryRun");

        AttributeSet key = getKey(path);
        Map.Entry<AttributeSet, String> stored = findResource(key);
        ObjectNode before = stored == null ? null : (ObjectNode) JSON.readTree(stored.getValue());
        String expected = desired.at("/metadata/resourceVersion").asString("");
        if (!expected.isEmpty() && (before == null || !expected.equals(version(before)))) {
            return status(
                409,
                "Conflict",
                "the object has been modified; please apply your changes to the latest version"
            );
        }
        if (before != null && !force) {
            var conflicts = owners.conflicts(path, String.valueOf(manager), desired, before);
            if (!conflicts.isEmpty()) {
                return json(409, JSON.writeValueAsString(TrackedFieldManagers.status(conflicts)));
            }
        }
        ObjectNode after = owners.merge(path, String.valueOf(manager), desired, before, dryRun);
        if (after.equals(before)) {
            return json(200, after.toString());
        }
        stamp(after, before);
        if (!dryRun) {
            processEvent(
                path,
                key,
                stored == null ? null : stored.getKey(),
                OBJECTS.unmarshal(after.toString(), GenericKubernetesResource.class),
                after.toString()
            );
        }
        return json(before == null ? 201 : 200, after.toString());
    }

    private void stamp(ObjectNode after, @Nullable ObjectNode before) {
        var metadata = (ObjectNode) after.get("metadata");
        metadata.put("resourceVersion", String.valueOf(requestResourceVersion()));
        metadata.put("uid", before == null ? UUID.randomUUID().toString() : before.at("/metadata/uid").asString());
        long changed = before == null || after.path("spec").equals(before.path("spec")) ? 0 : 1;
        metadata.put("generation", (before == null ? 1 : before.at("/metadata/generation").asLong(1)) + changed);
        metadata.put(
            "creationTimestamp",
            before == null
                ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()
                : before.at("/metadata/creationTimestamp").asString()
        );
    }

    private static String version(ObjectNode object) {
        return object.at("/metadata/resourceVersion").asString("");
    }

    private boolean namespaceMissing(String path) {
        String namespace = namespace(path);
        return namespace != null && findResource(getKey("/api/v1/namespaces/" + namespace)) == null;
    }

    private static @Nullable String namespace(String path) {
        Matcher in = IN_NAMESPACE.matcher(path);
        return in.find() ? in.group(1) : null;
    }

    private static MockResponse kedaKinds() {
        return json(
            200,
            """
            {'kind':'APIResourceList','apiVersion':'v1','groupVersion':'keda.sh/v1alpha1','resources':[
              {'name':'triggerauthentications','singularName':'','namespaced':true,'kind':'TriggerAuthentication','verbs':['get']},
              {'name':'clustertriggerauthentications','singularName':'','namespaced':false,'kind':'ClusterTriggerAuthentication','verbs':['get']},
              {'name':'scaledobjects','singularName':'','namespaced':true,'kind':'ScaledObject','verbs':['get']},
              {'name':'scaledjobs','singularName':'','namespaced':true,'kind':'ScaledJob','verbs':['get']}]}
            """
        );
    }

    private static MockResponse status(int code, String reason, String message) {
        ObjectNode status = JSON.createObjectNode()
            .put("apiVersion", "v1")
            .put("kind", "Status")
            .put("status", "Failure")
            .put("reason", reason)
            .put("message", message)
            .put("code", code);
        return json(code, status.toString());
    }

    private static MockResponse json(int code, String body) {
        return new MockResponse()
            .setResponseCode(code)
            .addHeader("Content-Type", "application/json")
            .setBody(body.startsWith("{'") ? body.replace('\'', '"') : body);
    }
}
