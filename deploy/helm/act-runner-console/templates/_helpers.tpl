{{- define "actRunnerConsole.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "actRunnerConsole.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "actRunnerConsole.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "actRunnerConsole.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "actRunnerConsole.selectorLabels" -}}
app.kubernetes.io/name: {{ include "actRunnerConsole.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "actRunnerConsole.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{ include "actRunnerConsole.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "actRunnerConsole.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{/* The names by which the console may be called: local ones for a forwarded port, the Service's, and those of the outside. */}}
{{- define "actRunnerConsole.allowedHosts" -}}
{{- $name := include "actRunnerConsole.fullname" . -}}
{{- $hosts := list "localhost" "127.0.0.1" $name (printf "%s.%s" $name .Release.Namespace) (printf "%s.%s.svc" $name .Release.Namespace) -}}
{{- if and .Values.ingress.enabled .Values.ingress.host -}}{{- $hosts = append $hosts .Values.ingress.host -}}{{- end -}}
{{- if .Values.httpRoute.enabled -}}{{- $hosts = concat $hosts .Values.httpRoute.hostnames -}}{{- end -}}
{{- concat $hosts .Values.allowedHosts | uniq | join "," -}}
{{- end -}}

{{/* The names of settings, in lower case and without hyphens, each with a comma after it. */}}
{{- define "actRunnerConsole.settingNames" -}}
{{- $prefix := .prefix -}}
{{- range $key, $value := .settings -}}
{{- $name := printf "%s%s" $prefix ($key | lower | replace "-" "") -}}
{{- if kindIs "map" $value -}}
{{ include "actRunnerConsole.settingNames" (dict "prefix" (printf "%s." $name) "settings" $value) }}
{{- else -}}
{{ $name }},
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What the Deployment's probes, ports, and Leases rely on. */}}
{{- define "actRunnerConsole.refuseOwnSettings" -}}
{{- $variables := list "SPRING_CONFIG_ADDITIONAL_LOCATION" "OIDC_CLIENT_SECRET" -}}
{{- $own := list "server.port" "server.address" "management.server.port" "management.server.address" "console.replicas.enabled" "console.replicas.group" "console.replicas.namespace" "console.replicas.name" "console.replicas.address" -}}
{{- range splitList "," (include "actRunnerConsole.settingNames" (dict "prefix" "" "settings" .Values.settings)) -}}
{{- if has . $own }}{{ fail (printf "settings has %s, which the chart sets itself: remove it" .) }}{{ end -}}
{{- end -}}
{{- range $own }}{{- $variables = append $variables (. | upper | replace "." "_") -}}{{ end -}}
{{- range .Values.extraEnv -}}
{{- if has .name $variables }}{{ fail (printf "extraEnv has %s, which the chart sets itself: remove it" .name) }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* All settings in the form of application.yaml: what other values say, and then the value settings, which comes last and wins. */}}
{{- define "actRunnerConsole.settings" -}}
{{- include "actRunnerConsole.refuseOwnSettings" . -}}
{{- $security := dict "allowed-hosts" (include "actRunnerConsole.allowedHosts" . | splitList ",") -}}
{{- if .Values.metrics.public }}{{- $_ := set $security "public-metrics" true -}}{{ end -}}
{{- if .Values.oidc.issuer -}}
{{- $clientId := required "oidc.clientId is missing: set it to the client's ID at the provider" .Values.oidc.clientId -}}
{{- $oidc := dict "issuer" .Values.oidc.issuer "client-id" $clientId -}}
{{- if .Values.oidc.clientSecret.name }}{{- $_ := set $oidc "client-secret" "${OIDC_CLIENT_SECRET}" -}}{{ end -}}
{{- $_ := set $security "oidc" $oidc -}}
{{- end -}}
{{- $console := dict "security" $security "keda" (dict "namespace" .Values.keda.namespace) -}}
{{- if eq .Values.permissions.installation "perConnection" -}}
{{- $_ := set $console "rbac" (dict "per-connection-role" true) -}}
{{- end -}}
{{- if .Values.caBundle.configMap -}}
{{- $_ := set $console "forge" (dict "ca-bundle" (printf "/etc/act-runner-console/ca/%s" .Values.caBundle.key)) -}}
{{- end -}}
{{- if .Values.clusters -}}
{{- $name := required "clusterName is missing: with clusters, name this cluster too" .Values.clusterName -}}
{{- $clusters := list -}}
{{- $names := list $name -}}
{{- range .Values.clusters -}}
{{- if has .name $names }}{{ fail (printf "clusters has the name %s twice, or it is clusterName: give each its own" .name) }}{{ end -}}
{{- $names = append $names .name -}}
{{- $path := printf "/etc/act-runner-console/clusters/%s/%s" .name (default "kubeconfig" .kubeconfigSecret.key) -}}
{{- $cluster := dict "name" .name "kubeconfig" $path -}}
{{- with .context }}{{- $_ := set $cluster "context" . -}}{{ end -}}
{{- with .namespaces }}{{- $_ := set $cluster "namespaces" . -}}{{ end -}}
{{- with .settings }}{{- $_ := set $cluster "settings" . -}}{{ end -}}
{{- $clusters = append $clusters $cluster -}}
{{- end -}}
{{- $_ := set $console "cluster" (dict "name" $name) -}}
{{- $_ := set $console "clusters" $clusters -}}
{{- else if .Values.clusterName -}}
{{- $_ := set $console "cluster" (dict "name" .Values.clusterName) -}}
{{- end -}}
{{/* One JSON object a line, audit lines among them. */}}
{{- toYaml (dict "console" $console "logging" (dict "structured" (dict "format" (dict "console" "ecs")))) -}}
{{- with .Values.settings }}
---
{{ toYaml . }}
{{- end -}}
{{- end -}}

{{- define "actRunnerConsole.subject" -}}
- kind: ServiceAccount
  name: {{ include "actRunnerConsole.fullname" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
