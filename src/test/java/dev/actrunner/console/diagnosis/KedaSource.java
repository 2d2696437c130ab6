package dev.actrunner.console.diagnosis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where KEDA 2.21.0 decides what a finding says that it decides: a file of its repository, and a function or field. */
public final class KedaSource {

    private static final String METRICS_API = "pkg/scalers/metrics_api_scaler.go";
    private static final String FORGEJO = "pkg/scalers/forgejo_runner_scaler.go";
    private static final String CONFIG = "pkg/scalers/scalersconfig/typed_config.go";
    private static final String AUTHENTICATION = "pkg/scalers/authentication/authentication_types.go";
    private static final String JOBS = "pkg/scaling/executor/scale_jobs.go";
    private static final String OBJECTS = "pkg/scaling/executor/scale_scaledobjects.go";
    private static final String RESOLVERS = "pkg/scaling/resolver/scale_resolvers.go";
    private static final String HTTP = "pkg/util/http.go";
    private static final String TYPES = "apis/keda/v1alpha1/scaledobject_types.go";

    private static final Map<Finding, String> SOURCES = new EnumMap<>(Finding.class);

    static {
        put(Finding.TOKEN_PADDED, CONFIG, "configParamValue");
        put(Finding.TOKEN_UNUSABLE, CONFIG, "configParamValue");
        put(Finding.TOKEN_WITH_SCHEME, METRICS_API, "getMetricAPIServerRequest");
        put(Finding.LABELS_WANTED, FORGEJO, "forgejoRunnerMetadata.Labels");
        put(Finding.KEDA_SLOW, HTTP, "CreateHTTPClient");
        put(Finding.TRIGGER_INVALID, CONFIG, "TypedConfig; " + TYPES + ", kubebuilder:validation");
        put(Finding.TRIGGER_INACTIVE, METRICS_API, "GetMetricsAndActivity; pkg/scaling/scaledjob/metrics.go");
        put(Finding.TRIGGER_ACTIVATION, METRICS_API, "GetMetricsAndActivity");
        put(Finding.TRIGGER_METRIC_TYPE, "pkg/scalers/scaler.go", "GetMetricTargetType");
        put(Finding.TRIGGER_PLAIN_SECRET, AUTHENTICATION, "APIKeyAuth");
        put(Finding.TRIGGER_OTHER_FORGE, METRICS_API, "getMetricValueFromURL");
        put(Finding.TRIGGER_NOT_JOBS, METRICS_API, "getMetricValueFromURL");
        put(Finding.TRIGGER_UNKNOWN_TYPE, "pkg/scaling/scalers_builder.go", "buildScaler");
        put(Finding.TRIGGER_WRONG_FORGE, FORGEJO, "getRunnerJobURL");
        put(Finding.TRIGGER_BLOCKED_JOBS, METRICS_API, "getMetricValueFromURL");
        put(Finding.TRIGGER_STATUS_REFUSED, METRICS_API, "getMetricValueFromURL");
        put(Finding.TRIGGER_ALL_JOBS, METRICS_API, "getMetricValueFromURL");
        put(Finding.TRIGGER_TOTAL_COUNT, METRICS_API, "getValueFromJSONResponse");
        put(Finding.TRIGGER_NULL, METRICS_API, "getValueFromJSONResponse");
        put(Finding.TRIGGER_PAGE, METRICS_API, "getValueFromJSONResponse");
        put(Finding.TRIGGER_QUEUED_ONLY, JOBS, "NewScalingStrategy");
        put(Finding.TRIGGER_STRATEGY, JOBS, "NewScalingStrategy");
        put(Finding.TRIGGER_NO_NUMBER, METRICS_API, "GetValueFromResponse");
        put(Finding.TRIGGER_NOT_EVALUATED, METRICS_API, "GetValueFromResponse");
        put(Finding.TRIGGER_AUTH, AUTHENTICATION, "Config.Validate");
        put(Finding.TRIGGER_REFUSED, METRICS_API, "getMetricValueFromURL; " + FORGEJO + ", getJobsList");
        put(Finding.TRIGGER_REDIRECT, HTTP, "CreateHTTPClient");
        put(Finding.TRIGGER_REDIRECTED_AWAY, HTTP, "CreateHTTPClient");
        put(Finding.TRIGGER_TIMEOUT, METRICS_API, "NewMetricsAPIScaler");
        put(Finding.TRIGGER_UNSAFE_SSL, METRICS_API, "NewMetricsAPIScaler; " + FORGEJO + ", NewForgejoRunnerScaler");
        put(Finding.TRIGGER_LABELS, FORGEJO, "forgejoRunnerMetadata.Labels");
        put(Finding.TRIGGER_OWNER, FORGEJO, "getRunnerJobURL");
        put(Finding.TRIGGER_DIFFERS, METRICS_API, "GetMetricsAndActivity");
        put(Finding.KEDA_SECRETS, RESOLVERS, "isSecretAccessRestricted");
        put(Finding.KEDA_NAMESPACE, "pkg/util/watch.go", "GetWatchNamespaces");
        put(Finding.KEDA_PROXY, HTTP, "createHTTPTransport");
        put(Finding.SCALED_RESOURCE_NOT_READY, "controllers/keda/scaledobject_controller.go", "reconcileScaledObject");
        put(Finding.SCALED_RESOURCE_SILENT, "apis/keda/v1alpha1/condition_types.go", "GetInitializedConditions");
        put(Finding.SCALED_RESOURCE_COUNTED_TWICE, JOBS, "RequestJobScale; " + OBJECTS + ", RequestScale");
        put(Finding.SCALED_RESOURCE_TRIGGER_FAILS, OBJECTS, "RequestScale; " + JOBS + ", RequestJobScale");
        put(Finding.SCALED_RESOURCE_FAILS_ONLY_IN_KEDA, OBJECTS, "RequestScale");
        put(
            Finding.SCALED_RESOURCE_TOKEN_NOT_REREAD,
            "pkg/scaling/cache/scalers_cache.go",
            "GetMetricsAndActivityForScaler"
        );
        put(Finding.SCALED_RESOURCE_FALLBACK, "pkg/fallback/fallback.go", "GetMetricsWithFallback");
        put(Finding.SCALED_RESOURCE_PAUSED, TYPES, "NeedToBePausedByAnnotation");
        put(Finding.SCALED_RESOURCE_DANGLING, RESOLVERS, "ResolveAuthRefAndPodIdentity");
        put(Finding.SCALED_RESOURCE_OTHER_NAMESPACE, RESOLVERS, "getTriggerAuthSpec");
        put(Finding.SCALED_RESOURCE_WRONG_KIND, RESOLVERS, "getTriggerAuthSpec");
        put(Finding.METRIC_DIFFERS, "pkg/provider/provider.go", "GetExternalMetric");
        put(Finding.METRIC_DISAGREES, OBJECTS, "RequestScale");
        put(Finding.METRIC_UNANSWERED, "pkg/provider/provider.go", "GetExternalMetric");
    }

    private KedaSource() {}

    private static void put(Finding finding, String file, String where) {
        SOURCES.put(finding, file + ", " + where);
    }

    /** Empty where KEDA does not decide it. */
    public static Optional<String> of(Finding finding) {
        return Optional.ofNullable(SOURCES.get(finding));
    }
}
