package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.gateway.observation.HeardSpans;
import dev.parlance.gateway.observation.ObservationSettings;
import dev.parlance.gateway.observation.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalog says of a host arrives in the span of an attempt. */
class TracedCallTest {
    @ParameterizedTest
    @CsvSource({
        "moonshot/kimi-k2.6, moonshot_ai",
        "azure-foundry/gpt-4o, azure.ai.inference",
        "openai-compatible/m-1, openai-compatible",
    })
    void an_attempt_names_its_host_as_the_catalog_says(String model, String name) throws Exception {
        CompletableFuture<SpanData> first = new CompletableFuture<>();
        try (SdkTracerProvider spans = HeardSpans.by(first::complete);
                Scene scene = Scene.of(
                        Scene.SETTINGS.with(ObservationSettings.DEFAULT.withTracing(Tracing.of(spans))),
                        (request, stage) -> stage.answer(200, "application/json", Scene.plain("Hi")));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask(model, false));
            assertThat(caller.reply().status()).isEqualTo(200);
            SpanData attempt = first.get(30, TimeUnit.SECONDS);
            assertThat(attempt.getName()).startsWith("chat " + model.substring(model.indexOf('/') + 1));
            assertThat(attempt.getAttributes().get(AttributeKey.stringKey("gen_ai.provider.name")))
                    .isEqualTo(name);
        }
    }
}
