/**
 * Parses triggers and composes requests as KEDA's two scalers do that can read a forge, without sending anything. Read from
 * KEDA 2.21.0: {@code pkg/scalers/scalersconfig/typed_config.go}, {@code metrics_api_scaler.go},
 * {@code forgejo_runner_scaler.go}, {@code authentication/authentication_types.go}.
 */
@NullMarked
@NamedInterface("scaledResource")
package dev.actrunner.console.keda.scaler;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
