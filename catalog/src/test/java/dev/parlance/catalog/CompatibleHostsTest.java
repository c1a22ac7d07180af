package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts.MissingIn;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.transform.Transform;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalog must come to for the hosts that speak OpenAI's dialect with an accent. */
class CompatibleHostsTest {
    private final Asking asking = new Asking();

    private static Profile profile(String host, String model) {
        return Catalog.bundled().resolve(host, model);
    }

    private @Nullable Thinking thinking(String host, String model, Thinking wish) {
        return asking.settle(host, model, request -> request.thinking(wish)).thinking();
    }

    @Test
    void minimax_asks_for_its_reasoning_apart_and_gets_it_back_as_details() {
        Profile profile = profile("minimax", "MiniMax-M2.7-highspeed");

        assertThat(profile.body()).isEqualTo(Members.of("reasoning_split", RawJson.ofText("true")));
        assertThat(profile.reasoning().field()).isEqualTo("reasoning_details");
        assertThat(profile.reasoning().replay()).isEqualTo(Replay.OWN);
        assertThat(profile.transforms())
                .containsSubsequence(
                        Transform.DEVELOPER_AS_SYSTEM,
                        Transform.SINGLE_SYSTEM_MESSAGE,
                        Transform.TOOL_PARAMETERS_REQUIRED);
        assertThat(profile("minimax", "MiniMax-M3.1-Flash-Preview").reasoning().field())
                .isEqualTo("reasoning_content");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01", "1.5, 1"})
    void minimax_takes_temperatures_above_0_and_up_to_1(double asked, String sent) {
        Settlement settled = asking.settle(
                "minimax", "MiniMax-M2.5", request -> request.parameter(Parameter.TEMPERATURE, Asking.number(asked)));

        assertThat(Asking.sent(settled, Parameter.TEMPERATURE)).isEqualTo(new JsonValue.JsonNumber(sent));
        assertThat(asking.changes()).containsExactly("temperature=clamped");
    }

    @Test
    void minimax_gets_nothing_that_it_ignores() {
        Settlement settled = asking.settle(
                "minimax",
                "MiniMax-M3",
                request -> request.tool(Asking.TOOL)
                        .toolChoice(new ToolChoice.Required())
                        .responseFormat(new ResponseFormat.JsonObject())
                        .parameter(Parameter.SEED, JsonValue.of(1))
                        .parameter(Parameter.LOGIT_BIAS, JsonValue.object("1", JsonValue.of(1)))
                        .parameter(Parameter.PARALLEL_TOOL_CALLS, JsonValue.of(true))
                        .parameter(Parameter.PRESENCE_PENALTY, Asking.number(0))
                        .parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(9), "max_tokens"));

        assertThat(settled.settings().keySet()).containsExactly(Parameter.MAX_OUTPUT_TOKENS);
        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_completion_tokens");
        assertThat(settled.toolChoice()).isNull();
        assertThat(settled.responseFormat()).isNull();
        assertThat(asking.changes())
                .containsExactlyInAnyOrder(
                        "tool-choice=dropped", "response-format=dropped", "seed=dropped", "logit-bias=dropped");
    }

    @Test
    void minimax_m3_can_stop_thinking_and_m2_cannot() {
        assertThat(thinking("minimax", "MiniMax-M3", new Thinking.Off())).isEqualTo(new Thinking.Off());
        assertThat(thinking("minimax", "MiniMax-M3", new Thinking.Effort("high")))
                .isEqualTo(new Thinking.On());
        assertThat(asking.changes()).containsExactly("thinking=mapped");
        assertThat(profile("minimax", "MiniMax-M3").reasoning().spelling()).isEqualTo(Spelling.ADAPTIVE);

        assertThat(thinking("minimax", "MiniMax-M2.1", new Thinking.Off())).isNull();
        assertThat(asking.changes()).containsExactly("thinking=dropped");
    }

    @Test
    void mistral_has_names_of_its_own_and_short_ids() {
        Settlement settled = asking.settle(
                "mistral",
                "some-mistral",
                request -> request.tool(Asking.TOOL)
                        .toolChoice(new ToolChoice.Named("look"))
                        .parameter(Parameter.SEED, JsonValue.of(7), "seed")
                        .parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(9), "max_completion_tokens")
                        .parameter(Parameter.USER, JsonValue.of("me")));

        assertThat(Asking.name(settled, Parameter.SEED)).isEqualTo("random_seed");
        assertThat(Asking.name(settled, Parameter.MAX_OUTPUT_TOKENS)).isEqualTo("max_tokens");
        assertThat(settled.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(asking.changes()).containsExactlyInAnyOrder("tool-choice=mapped", "user=dropped");
        assertThat(profile("mistral", "some-mistral").transforms())
                .contains(Transform.SHORT_TOOL_IDS, Transform.DEVELOPER_AS_SYSTEM);
        assertThat(profile("mistral", "some-mistral").reasoning().field()).isEqualTo("content");
    }

    @ParameterizedTest
    @CsvSource({
        "mistral-small-latest, low, high, thinking=mapped",
        "mistral-small-2603, high, high, ''",
        "mistral-medium-3.5, none, none, ''",
        "mistral-small-2501, high, , thinking=dropped",
        "magistral-medium-latest, high, , thinking=dropped",
    })
    void mistrals_newer_models_know_an_effort(String model, String asked, @Nullable String sent, String change) {
        assertThat(thinking("mistral", model, new Thinking.Effort(asked)))
                .isEqualTo(sent == null ? null : new Thinking.Effort(sent));
        assertThat(String.join(",", asking.changes())).isEqualTo(change);
    }

    @Test
    void groq_refuses_what_it_cannot_do() {
        Settlement settled = asking.settle(
                "groq",
                "llama",
                request -> request.parameter(Parameter.LOGIT_BIAS, JsonValue.object("1", JsonValue.of(1)))
                        .parameter(Parameter.LOGPROBS, JsonValue.of(true))
                        .parameter(Parameter.TOP_LOGPROBS, JsonValue.of(2))
                        .parameter(Parameter.N, JsonValue.of(3))
                        .parameter(Parameter.TOP_K, JsonValue.of(40)));

        assertThat(settled.settings().keySet()).containsExactly(Parameter.N);
        assertThat(Asking.sent(settled, Parameter.N)).isEqualTo(JsonValue.of(1));
        assertThat(asking.changes())
                .containsExactlyInAnyOrder(
                        "top-k=dropped", "n=clamped", "logprobs=dropped", "top-logprobs=dropped", "logit-bias=dropped");
    }

    @ParameterizedTest
    @CsvSource({
        "qwen/qwen3-32b, high, default",
        "qwen/qwen3-32b, none, none",
        "qwen/qwen3-32b, default, default",
        "openai/gpt-oss-20b, xhigh, high",
        "openai/gpt-oss-20b, minimal, low",
        "openai/gpt-oss-20b, none, low",
    })
    void efforts_at_groq_differ_by_family(String model, String asked, String sent) {
        assertThat(thinking("groq", model, new Thinking.Effort(asked))).isEqualTo(new Thinking.Effort(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "vllm, top_k min_p repetition_penalty, ''",
        "llama-cpp, top_k min_p repeat_penalty, ''",
        "lm-studio, top_k repeat_penalty, min-p=dropped",
        "ollama, '', 'top-k=dropped,min-p=dropped,repetition-penalty=dropped'",
        "openrouter, top_k min_p repetition_penalty, ''",
        "deepseek, '', 'top-k=dropped,min-p=dropped,repetition-penalty=dropped'",
    })
    void open_multi_agent_2_and_3_sampling_of_local_servers_goes_where_it_is_known(
            String host, String names, String changes) {
        Settlement settled = asking.settle(
                host,
                "some-model",
                request -> request.parameter(Parameter.TOP_K, JsonValue.of(40))
                        .parameter(Parameter.MIN_P, Asking.number(0.05))
                        .parameter(Parameter.REPETITION_PENALTY, Asking.number(1.1)));

        assertThat(settled.settings().entrySet().stream()
                        .map(entry -> entry.getValue().wireName() == null
                                ? entry.getKey().label().replace('-', '_')
                                : entry.getValue().wireName()))
                .containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" "));
        assertThat(String.join(",", asking.changes())).isEqualTo(changes);
    }

    @Test
    void lm_studio_refuses_json_mode_and_knows_schemas_in_chat_only() {
        UnaryOperator<ChatRequest.Builder> json = request -> request.responseFormat(new ResponseFormat.JsonObject());
        ResponseFormat schema = new ResponseFormat.JsonSchema("x", null, null, null, Members.NONE);

        assertThat(asking.settle("lm-studio", "m", json).responseFormat()).isEqualTo(new ResponseFormat.Text());
        assertThat(asking.changes()).containsExactly("response-format=mapped");
        assertThat(asking.settle("lm-studio", "m", request -> request.responseFormat(schema))
                        .responseFormat())
                .isEqualTo(schema);
        assertThat(asking.changes()).isEmpty();
        assertThat(Catalog.bundled()
                        .resolve("lm-studio", "m", "openai-responses")
                        .rulesFor(Parameter.RESPONSE_FORMAT))
                .isNotEmpty();
    }

    @Test
    void llama_cpp_takes_a_choice_in_words_only() {
        Settlement settled = asking.settle(
                "llama-cpp", "m", request -> request.tool(Asking.TOOL).toolChoice(new ToolChoice.Named("look")));

        assertThat(settled.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(asking.changes()).containsExactly("tool-choice=mapped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "ollama", "llama-cpp", "lm-studio"})
    void local_servers_need_no_key_and_get_reasoning_back_under_its_own_name(String host) {
        HostFacts facts = Catalog.bundled().host(host);

        assertThat(facts).isNotNull();
        assertThat(facts.keyRequired()).isFalse();
        assertThat(facts.baseUrl()).endsWith("/v1");
        assertThat(profile(host, "some-model").reasoning().field()).isEqualTo("*");
        assertThat(profile(host, "some-model").reasoning().replay()).isEqualTo(Replay.OWN);
    }

    @Test
    void hosts_with_words_of_their_own_can_switch_any_model_off() {
        assertThat(thinking("openrouter", "some-model", new Thinking.Off())).isEqualTo(new Thinking.Off());
        assertThat(asking.changes()).isEmpty();
        assertThat(thinking("ollama", "some-model", new Thinking.Off())).isEqualTo(new Thinking.Effort("none"));
        assertThat(asking.changes()).isEmpty();
    }

    @Test
    void openrouter_decides_about_efforts_and_budgets_itself() {
        Settlement settled = asking.settle(
                "openrouter",
                "openai/gpt-5.4",
                request -> request.tool(Asking.TOOL).thinking(new Thinking.Effort("xhigh")));

        assertThat(settled.thinking()).isEqualTo(new Thinking.Effort("xhigh"));
        assertThat(settled.settings()).isEmpty();
        assertThat(asking.changes()).isEmpty();
        assertThat(profile("openrouter", "z-ai/glm-5-turbo").reasoning().field())
                .isEqualTo("*");
    }

    @Test
    void qiniu_gets_known_good_members_only_and_the_family_decides() {
        Settlement settled = asking.settle(
                "qiniu",
                "glm-4.7",
                request -> request.parameter(Parameter.TEMPERATURE, Asking.number(0.5))
                        .parameter(Parameter.TOP_P, Asking.number(0.9))
                        .parameter(Parameter.STOP, JsonValue.of("x"))
                        .parameter(Parameter.PRESENCE_PENALTY, Asking.number(1))
                        .parameter(Parameter.SEED, JsonValue.of(1))
                        .parameter(Parameter.USER, JsonValue.of("me"))
                        .thinking(new Thinking.Effort("high")));

        assertThat(settled.settings().keySet())
                .containsExactlyInAnyOrder(
                        Parameter.TEMPERATURE, Parameter.TOP_P, Parameter.STOP, Parameter.PRESENCE_PENALTY);
        assertThat(asking.changes()).containsExactlyInAnyOrder("seed=dropped", "user=dropped", "thinking=dropped");
        assertThat(profile("qiniu", "glm-4.7").wide()).isFalse();
        assertThat(profile("qiniu", "deepseek-v4-pro").reasoning().spelling())
                .isEqualTo(Spelling.THINKING_OBJECT_AND_EFFORT);
        assertThat(profile("qiniu", "minimax/minimax-m2.5").reasoning().replay())
                .isEqualTo(Replay.OWN);
        assertThat(profile("qiniu", "kimi-k2.6").reasoning().whenMissing()).isEmpty();
    }

    @Test
    void mimo_refuses_calls_without_reasoning_and_hunyuan_does_not() {
        Profile mimo = profile("mimo", "mimo-v2.5-pro");
        assertThat(mimo.reasoning().replay()).isEqualTo(Replay.OWN);
        assertThat(mimo.reasoning().whenMissing()).isEmpty();
        assertThat(mimo.reasoning().missingIn()).isEqualTo(MissingIn.TOOL_TURNS);
        assertThat(thinking("mimo", "mimo-v2.5", new Thinking.Off())).isEqualTo(new Thinking.Off());

        Profile hunyuan = profile("hunyuan", "hy3-preview");
        assertThat(hunyuan.reasoning().replay()).isEqualTo(Replay.OWN);
        assertThat(hunyuan.reasoning().whenMissing()).isNull();
        assertThat(thinking("hunyuan", "hy3", new Thinking.Effort("medium"))).isEqualTo(new Thinking.Effort("low"));
    }

    @Test
    void alibaba_takes_a_budget_and_kimi_there_only_a_switch() {
        assertThat(thinking("alibaba", "qwen3-max", new Thinking.Budget(2000))).isEqualTo(new Thinking.Budget(2000));
        assertThat(asking.changes()).isEmpty();
        assertThat(thinking("alibaba", "qwen3-max", new Thinking.Off())).isEqualTo(new Thinking.Off());
        assertThat(thinking("alibaba", "qwen3-max", new Thinking.On())).isEqualTo(new Thinking.On());
        assertThat(thinking("alibaba", "kimi/kimi-k2.6", new Thinking.Effort("high")))
                .isEqualTo(new Thinking.On());
        assertThat(asking.changes()).containsExactly("thinking=mapped");
    }

    @ParameterizedTest
    @CsvSource({
        "deepseek, https://api.deepseek.com, DEEPSEEK_API_KEY",
        "xai, https://api.x.ai/v1, XAI_API_KEY",
        "minimax, https://api.minimax.io/v1, MINIMAX_API_KEY",
        "qiniu, https://api.qnaigc.com/v1, QINIU_API_KEY",
        "doubao, https://ark.cn-beijing.volces.com/api/v3, ARK_API_KEY",
        "hunyuan, https://tokenhub.tencentmaas.com/v1, HUNYUAN_API_KEY",
        "mimo, https://api.xiaomimimo.com/v1, MIMO_API_KEY",
        "openrouter, https://openrouter.ai/api/v1, OPENROUTER_API_KEY",
        "mistral, https://api.mistral.ai/v1, MISTRAL_API_KEY",
        "groq, https://api.groq.com/openai/v1, GROQ_API_KEY",
        "perplexity, https://api.perplexity.ai, PERPLEXITY_API_KEY",
        "cerebras, https://api.cerebras.ai/v1, CEREBRAS_API_KEY",
        "huggingface, https://router.huggingface.co/v1, HF_TOKEN",
        "alibaba, https://dashscope-intl.aliyuncs.com/compatible-mode/v1, DASHSCOPE_API_KEY",
        "zai, https://api.z.ai/api/paas/v4, ZAI_API_KEY",
    })
    void open_multi_agent_18_addresses_and_keys(String host, String baseUrl, String keyVariable) {
        HostFacts facts = Catalog.bundled().host(host);

        assertThat(facts).isNotNull();
        assertThat(facts.baseUrl()).isEqualTo(baseUrl);
        assertThat(facts.keyVariables().getFirst()).isEqualTo(keyVariable);
        assertThat(facts.keyRequired()).isTrue();
    }
}
