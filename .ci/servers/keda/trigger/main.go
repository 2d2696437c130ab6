// Reads triggers with KEDA's own scalers, one JSON object a line on standard input, and answers one line each: what the
// tests compare the console's evaluation with.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	v2 "k8s.io/api/autoscaling/v2"

	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
)

type question struct {
	Type       string            `json:"type"`
	MetricType string            `json:"metricType"`
	Metadata   map[string]string `json:"metadata"`
	AuthParams map[string]string `json:"authParams"`
	TimeoutMs  int64             `json:"timeoutMs"`
}

type answer struct {
	// Stage is where KEDA gives up: "parse" before anything is asked, "read" after; empty where it reads a number.
	Stage  string `json:"stage"`
	Error  string `json:"error"`
	Value  string `json:"value"`
	Active bool   `json:"active"`
	Metric string `json:"metric"`
}

func build(config *scalersconfig.ScalerConfig) (scalers.Scaler, error) {
	switch config.TriggerType {
	case "metrics-api":
		return scalers.NewMetricsAPIScaler(config, nil)
	case "forgejo-runner":
		return scalers.NewForgejoRunnerScaler(config)
	default:
		return nil, fmt.Errorf("%s is not compared", config.TriggerType)
	}
}

func read(q question) answer {
	scaler, err := build(&scalersconfig.ScalerConfig{
		ScalableObjectName:      "runners",
		ScalableObjectNamespace: "team-a",
		ScalableObjectType:      "ScaledObject",
		TriggerType:             q.Type,
		TriggerMetadata:         q.Metadata,
		AuthParams:              q.AuthParams,
		ResolvedEnv:             map[string]string{},
		MetricType:              v2.MetricTargetType(q.MetricType),
		GlobalHTTPTimeout:       time.Duration(q.TimeoutMs) * time.Millisecond,
	})
	if err != nil {
		return answer{Stage: "parse", Error: err.Error()}
	}
	ctx := context.Background()
	defer func() { _ = scaler.Close(ctx) }()
	metric := ""
	if specs := scaler.GetMetricSpecForScaling(ctx); len(specs) > 0 && specs[0].External != nil {
		metric = specs[0].External.Metric.Name
	}
	values, active, err := scaler.GetMetricsAndActivity(ctx, metric)
	if err != nil {
		return answer{Stage: "read", Error: err.Error(), Metric: metric}
	}
	return answer{Value: values[0].Value.AsDec().String(), Active: active, Metric: metric}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<24)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := out.Encode(read(q)); err != nil {
			os.Exit(1)
		}
	}
}
