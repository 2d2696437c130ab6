package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.scaleset.request.ScaleSetRequest.CaRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.PersistenceRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.ProxyRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads those of the values that are about the pods of runners.
 *
 * @param release the release that was installed with them, null for none
 * @param fullname the name of its objects, null for none
 * @param notes takes what was not carried over
 */
record PodValues(ChartValues values, @Nullable String release, @Nullable String fullname, List<String> notes) {
    /** The chart's image has an entry point of its own, which the console's pods do not use. */
    private static final String CHARTS_IMAGE = "ghcr.io/00o-sh/act_runner";

    @Nullable
    String containers() {
        String type = values.below("containerMode").text("type");
        boolean socket = values.below("hostDockerSocket").flag("enabled", false);
        return type == null && socket ? "host-socket" : type;
    }

    @Nullable
    String image() {
        ChartValues image = values.below("image");
        String repository = image.text("repository");
        String tag = image.text("tag");
        if (repository == null || repository.equals(CHARTS_IMAGE)) {
            return null;
        }
        String whole = tag == null ? repository : repository + ":" + tag;
        notes.add(
            "The image " + whole + " must be one of the forge's own runner: its entry point is started as it is."
        );
        return whole;
    }

    @Nullable
    List<String> pullSecrets() {
        List<Map<String, Object>> secrets = values.objects("imagePullSecrets");
        return secrets == null
            ? null
            : secrets
                  .stream()
                  .map(each -> each.get("name"))
                  .filter(Objects::nonNull)
                  .map(Object::toString)
                  .toList();
    }

    /** The runner calls no API: an account that the chart made for nothing else is left out. */
    @Nullable
    String serviceAccount() {
        ChartValues account = values.below("serviceAccount");
        String name = account.text("name");
        boolean create = account.flag("create", true);
        boolean annotated = account.object("annotations") != null;
        if (create && annotated && release == null) {
            notes.add(
                "serviceAccount.annotations are not carried over: create the ServiceAccount, and set serviceAccountName."
            );
        }
        if (create && !annotated) {
            return null;
        }
        return create && name == null ? fullname : name;
    }

    @Nullable
    ProxyRequest proxy() {
        ChartValues proxy = values.below("proxy");
        var request = new ProxyRequest(proxy.text("http"), proxy.text("https"), proxy.text("noProxy"));
        return Stream.of(request.http(), request.https(), request.noProxy()).allMatch(Objects::isNull) ? null : request;
    }

    @Nullable
    CaRequest ca() {
        ChartValues ref = values.below("giteaServerTLS").below("certificateFrom").below("configMapRef");
        String name = ref.text("name");
        String key = ref.text("key");
        return name == null ? null : new CaRequest(name, key);
    }

    /** The chart's own defaults, where it is not told otherwise: a volume of 1 GiB. */
    @Nullable
    PersistenceRequest persistence() {
        ChartValues persistence = values.below("persistence");
        boolean enabled = persistence.flag("enabled", true);
        var request = new PersistenceRequest(
            persistence.text("storageClass"),
            persistence.text("accessMode"),
            persistence.text("size")
        );
        return enabled ? request : null;
    }

    /** What the console has no field for goes into the pod template, which is merged over its own. */
    @Nullable
    Map<String, Object> template() {
        var runner = new LinkedHashMap<String, Object>();
        runner.put("name", "runner");
        Map<String, Object> context = values.object("securityContext");
        if (context != null) {
            runner.put("securityContext", context);
        }
        List<Map<String, Object>> mounts = values.objects("extraVolumeMounts");
        if (mounts != null) {
            runner.put("volumeMounts", mounts);
        }
        List<Map<String, Object>> volumes = values.objects("extraVolumes");
        var spec = new LinkedHashMap<String, Object>();
        if (runner.size() > 1) {
            spec.put("containers", new ArrayList<>(List.of(runner)));
        }
        if (volumes != null) {
            spec.put("volumes", volumes);
        }
        return spec.isEmpty() ? null : new LinkedHashMap<>(Map.of("spec", spec));
    }
}
