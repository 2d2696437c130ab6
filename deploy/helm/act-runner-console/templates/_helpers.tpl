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

{{/* All settings in the form of application.yaml, with those of the clusters; empty where there are none. */}}
{{- define "actRunnerConsole.settings" -}}
{{- $settings := deepCopy .Values.settings -}}
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
{{- $settings = mergeOverwrite $settings (dict "console" (dict "cluster" (dict "name" $name) "clusters" $clusters)) -}}
{{- end -}}
{{- if $settings }}{{ toYaml $settings }}{{ end -}}
{{- end -}}

{{- define "actRunnerConsole.subject" -}}
- kind: ServiceAccount
  name: {{ include "actRunnerConsole.fullname" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
