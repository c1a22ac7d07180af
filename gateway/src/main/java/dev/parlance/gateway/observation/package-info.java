/**
 * What a gateway tells about its calls: figures for Prometheus, one line a call for the log, spans for OpenTelemetry.
 * {@link dev.parlance.gateway.observation.Observation} is shared by all lanes; each call has a
 * {@link dev.parlance.gateway.observation.CallObservation} that its lane's thread tells what happens. Nothing here waits, and nothing that goes
 * wrong here ends a call.
 */
@NullMarked
package dev.parlance.gateway.observation;

import org.jspecify.annotations.NullMarked;
