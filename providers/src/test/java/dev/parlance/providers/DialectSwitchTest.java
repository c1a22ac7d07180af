package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that Chat Completions refuse and Responses of the same host take. The number names the oracle case of open-multi-agent. */
class DialectSwitchTest {
    private static final Providers PROVIDERS = Providers.fromEnvironment(
            Map.of(
                    "OPENAI_API_KEY", "k",
                    "AZURE_OPENAI_API_KEY", "k",
                    "AZURE_OPENAI_ENDPOINT", "https://ex.openai.azure.com"),
            Catalog.bundled());

    private static ChatRequest.Builder tools() {
        return ChatRequest.builder("")
                .user("weather?")
                .tool(new Tool.Function("get_weather", "The weather", RawJson.EMPTY_OBJECT));
    }

    private static JsonObject body(PreparedRequest prepared) {
        return (JsonObject) prepared.wire().body().value();
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-5.4, https://api.openai.com/v1/responses",
        "azure-openai/gpt-5.4, https://ex.openai.azure.com/openai/v1/responses",
    })
    void open_multi_agent_17_tools_with_an_effort_go_to_responses(String model, String url) {
        Target target = PROVIDERS.target(model);
        PreparedRequest prepared =
                target.prepare(tools().thinking(new Thinking.Effort("medium")).build(), Policy.ADAPT);

        assertThat(target.upstream(prepared, false).url()).hasToString(url);
        assertThat(body(prepared).get("reasoning")).isEqualTo(JsonValue.object("effort", JsonValue.of("medium")));
        JsonObject tool = (JsonObject) body(prepared).elements("tools").getFirst();
        assertThat(tool.text("type")).isEqualTo("function");
        assertThat(tool.text("name")).isEqualTo("get_weather");
        assertThat(tool.get("function")).isNull();
        assertThat(prepared.adjustments()).anySatisfy(adjustment -> {
            assertThat(adjustment.parameter()).isEqualTo("dialect");
            assertThat(adjustment.kind()).isEqualTo(Adjustment.Kind.REPAIRED);
        });
    }

    @Test
    void open_multi_agent_17_one_without_the_other_stays_in_chat() {
        Target target = PROVIDERS.target("openai/gpt-5.4");
        for (ChatRequest request : new ChatRequest[] {
            ChatRequest.builder("")
                    .user("hi")
                    .thinking(new Thinking.Effort("medium"))
                    .build(),
            tools().thinking(new Thinking.Off()).build()
        }) {
            PreparedRequest prepared = target.prepare(request, Policy.ADAPT);
            assertThat(prepared.profile().dialect()).isEqualTo("openai-chat");
            assertThat(target.upstream(prepared, false).url())
                    .hasToString("https://api.openai.com/v1/chat/completions");
        }
    }

    @Test
    void open_multi_agent_17_a_policy_may_forbid_it() {
        Policy still = new Policy(EnumSet.of(Adjustment.Kind.REPAIRED), false);
        ChatRequest request = tools().thinking(new Thinking.Effort("medium")).build();

        assertThatThrownBy(() -> PROVIDERS.target("openai/gpt-5.4").prepare(request, still))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("dialect");
    }
}
