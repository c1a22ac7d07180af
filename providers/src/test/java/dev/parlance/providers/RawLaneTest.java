package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.raw.RawRequest;
import dev.parlance.core.raw.RawShape;
import dev.parlance.core.wire.Json;
import dev.parlance.dialects.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Deployments, an endpoint's own members and Azure's versions are the same in both lanes. */
class RawLaneTest {
    private static final InboundDialect CHAT = Objects.requireNonNull(Dialects.inbound("openai-chat"));
    private static final byte[] BODY =
            ("{\"model\":\"any\",\"max_tokens\":100,\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"" + "many words ".repeat(400) + "\"}]}")
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void a_request_in_the_hosts_own_dialect_is_the_same_in_both_lanes() {
        Providers providers = providers(Map.of("MOONSHOT_API_KEY", "sk-test"));
        for (String model : new String[] {"moonshot/kimi-k2.6", "moonshot/moonshot-v1-8k"}) {
            same(providers.target(model));
        }
    }

    @Test
    void an_old_version_of_azure_is_heeded_in_both_lanes() {
        Target target = providers(Map.of(
                        "AZURE_OPENAI_ENDPOINT",
                        "https://ex.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-06-01",
                        "AZURE_OPENAI_API_KEY",
                        "test"))
                .target("azure-openai/gpt-4o");

        assertThat(same(target)).doesNotContain("include_usage");
    }

    @Test
    void a_host_of_another_dialect_gets_the_same_words_in_both_lanes() {
        same(providers(Map.of("ANTHROPIC_API_KEY", "test")).target("anthropic/claude-sonnet-4-6"));
    }

    private static String same(Target target) {
        InboundRequest whole = CHAT.decodeRequest(BODY);
        PreparedRequest full = target.prepare(whole, Policy.ADAPT);
        PreparedRequest raw = Objects.requireNonNull(raw(target));

        String sent = new String(raw.wire().body().bytes(), StandardCharsets.UTF_8);
        assertThat(Json.parse(sent)).isEqualTo(full.wire().body().value());
        assertThat(raw.adjustments()).isEqualTo(full.adjustments());
        assertThat(raw.wire().path()).isEqualTo(full.wire().path());
        return sent;
    }

    private static @Nullable PreparedRequest raw(Target target) {
        RawShape shape = Objects.requireNonNull(Dialects.rawShape(CHAT.name()));
        return target.prepareRaw(
                Objects.requireNonNull(RawRequest.read(BODY, CHAT, RequestTarget.NONE, shape)), Policy.ADAPT);
    }

    private static Providers providers(Map<String, String> environment) {
        return Providers.fromEnvironment(environment, Catalog.bundled());
    }
}
