// CustomResourceDefinitions of other operators, for the objects that the Helm chart makes for them. Nothing is built.
module servers/crds

go 1.26.0

require (
	github.com/prometheus-operator/prometheus-operator v0.85.0
	sigs.k8s.io/gateway-api v1.4.0
)
