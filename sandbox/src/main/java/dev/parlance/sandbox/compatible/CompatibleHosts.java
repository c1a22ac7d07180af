package dev.parlance.sandbox.compatible;

import dev.parlance.sandbox.compatible.CompatibleFacts.Family;
import dev.parlance.sandbox.compatible.CompatibleFacts.Thinking;
import dev.parlance.sandbox.compatible.Spelling.ReasoningPlace;
import dev.parlance.sandbox.compatible.Spelling.Trait;
import dev.parlance.sandbox.host.SandboxHost;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The hosts of which little is known, each a record of what is. */
public final class CompatibleHosts {
    private static final Set<Switch> ANY = EnumSet.allOf(Switch.class);
    private static final Spelling USUAL = new Spelling(
            digest -> "chatcmpl-" + digest.uuid("id"),
            ReasoningPlace.REASONING_CONTENT,
            "",
            EnumSet.of(Trait.CACHE_COUNT, Trait.REASONING_COUNT, Trait.EMPTY_CONTENT_BESIDE_CALLS));

    private CompatibleHosts() {}

    /** Doubao at Volcengine Ark. */
    public static SandboxHost doubao() {
        return new CompatibleHost(new CompatibleFacts(
                "doubao",
                List.of("/api/v3", "/v1"),
                List.of(
                        new Family("doubao-", Thinking.UNLESS_OFF),
                        new Family("doubao-1-5-", Thinking.NEVER),
                        new Family("deepseek-", Thinking.UNLESS_OFF),
                        new Family("kimi-", Thinking.UNLESS_OFF),
                        new Family("ep-", Thinking.UNLESS_OFF)),
                List.of("doubao-seed-1-6", "doubao-seed-2-0-pro"),
                ANY,
                false,
                false,
                USUAL));
    }

    /** Hunyuan of Tencent: reasoning comes back beside calls (open-multi-agent/open-multi-agent, llm). */
    public static SandboxHost hunyuan() {
        return new CompatibleHost(new CompatibleFacts(
                "hunyuan",
                List.of("/v1"),
                List.of(
                        new Family("hunyuan-", Thinking.UNLESS_OFF),
                        new Family("hunyuan-turbos-", Thinking.NEVER),
                        new Family("hunyuan-t1-", Thinking.ALWAYS),
                        new Family("hy", Thinking.UNLESS_OFF)),
                List.of("hunyuan-t1-latest", "hunyuan-a13b", "hunyuan-turbos-latest"),
                ANY,
                true,
                false,
                USUAL));
    }

    /** MiMo of Xiaomi: reasoning comes back beside calls (open-multi-agent/open-multi-agent, llm). */
    public static SandboxHost mimo() {
        return new CompatibleHost(new CompatibleFacts(
                "mimo",
                List.of("/v1"),
                List.of(new Family("mimo-", Thinking.UNLESS_OFF)),
                List.of("mimo-v2-flash"),
                ANY,
                true,
                false,
                USUAL));
    }

    /** Alibaba's Model Studio: thinking is asked for with {@code enable_thinking} alone (help.aliyun.com, Kimi). */
    public static SandboxHost alibaba() {
        return new CompatibleHost(new CompatibleFacts(
                "alibaba",
                List.of("/compatible-mode/v1", "/v1"),
                List.of(
                        new Family("qwen", Thinking.WHEN_ASKED),
                        new Family("qwq", Thinking.ALWAYS),
                        new Family("deepseek-", Thinking.WHEN_ASKED),
                        new Family("glm-", Thinking.WHEN_ASKED),
                        new Family("kimi/kimi-", Thinking.UNLESS_OFF),
                        new Family("kimi/kimi-k2.7", Thinking.ALWAYS)),
                List.of("qwen3-max", "kimi/kimi-k2.6", "kimi/kimi-k2.7-code"),
                Set.of(Switch.ENABLE_THINKING),
                false,
                false,
                spelling(
                        USUAL,
                        Trait.CACHE_COUNT,
                        Trait.REASONING_COUNT,
                        Trait.EMPTY_CONTENT_BESIDE_CALLS,
                        Trait.INDEXED_CALLS,
                        Trait.LOGPROBS)));
    }

    /** Z.AI, as recorded at its coding endpoint. */
    public static SandboxHost zai() {
        return new CompatibleHost(new CompatibleFacts(
                "zai",
                List.of("/api/coding/paas/v4", "/api/paas/v4", "/v4", "/v1"),
                List.of(new Family("glm-", Thinking.UNLESS_OFF)),
                List.of("glm-4.7-flash", "glm-4.7"),
                ANY,
                false,
                false,
                new Spelling(
                        digest -> "20260313" + digest.hex("id", 22),
                        ReasoningPlace.REASONING_CONTENT,
                        "",
                        EnumSet.of(
                                Trait.CACHE_COUNT,
                                Trait.REASONING_COUNT,
                                Trait.EMPTY_CONTENT_BESIDE_CALLS,
                                Trait.INDEXED_CALLS))));
    }

    /** Perplexity: an answer brings its sources along. */
    public static SandboxHost perplexity() {
        return new CompatibleHost(new CompatibleFacts(
                "perplexity",
                List.of("/v1"),
                List.of(new Family("sonar", Thinking.NEVER)),
                List.of("sonar"),
                ANY,
                false,
                true,
                new Spelling(
                        digest -> digest.uuid("id"),
                        ReasoningPlace.REASONING_CONTENT,
                        "",
                        EnumSet.of(Trait.USAGE_ON_LAST_CHOICE, Trait.NO_USAGE_CHUNK))));
    }

    /** Cerebras, as recorded. */
    public static SandboxHost cerebras() {
        return new CompatibleHost(new CompatibleFacts(
                "cerebras",
                List.of("/v1"),
                List.of(
                        new Family("gpt-oss-", Thinking.ALWAYS),
                        new Family("zai-glm-", Thinking.UNLESS_OFF),
                        new Family("qwen-", Thinking.NEVER),
                        new Family("llama", Thinking.NEVER)),
                List.of("gpt-oss-120b", "qwen-3-235b-a22b-thinking-2507"),
                ANY,
                false,
                false,
                new Spelling(
                        digest -> "chatcmpl-" + digest.uuid("id"),
                        ReasoningPlace.REASONING,
                        "fp_c5eb0443f84076c16415",
                        EnumSet.of(
                                Trait.CACHE_COUNT,
                                Trait.TYPED_FRAGMENTS,
                                Trait.ROLE_ALONE,
                                Trait.NO_NULL_FINISH,
                                Trait.USAGE_ON_LAST_CHOICE,
                                Trait.NO_USAGE_CHUNK))));
    }

    /** The router of Hugging Face; ids are {@code owner/name} with an optional {@code :provider}, and the provider's habits show. */
    public static SandboxHost huggingface() {
        Spelling routed = new Spelling(
                digest -> "chatcmpl-" + digest.uuid("id"),
                ReasoningPlace.REASONING,
                "fp_05df423bab",
                EnumSet.of(Trait.WHOLE_CALLS, Trait.USAGE_ON_LAST_CHOICE, Trait.LOGPROBS));
        Spelling tagged = spelling(routed, Trait.EMPTY_CALL_LIST).with(ReasoningPlace.TAGS);
        return new CompatibleHost(new CompatibleFacts(
                "huggingface",
                List.of("/v1"),
                List.of(
                        new Family("moonshotai/Kimi-K2-Instruct", Thinking.NEVER),
                        new Family("openai/gpt-oss-", Thinking.ALWAYS),
                        new Family("deepseek-ai/", Thinking.NEVER),
                        new Family("deepseek-ai/DeepSeek-R1", Thinking.ALWAYS, tagged),
                        new Family("moonshotai/", Thinking.UNLESS_OFF),
                        new Family("Qwen/", Thinking.UNLESS_OFF),
                        new Family("zai-org/", Thinking.UNLESS_OFF),
                        new Family("MiniMaxAI/", Thinking.UNLESS_OFF),
                        new Family("meta-llama/", Thinking.NEVER),
                        new Family("mistralai/", Thinking.NEVER),
                        new Family("google/", Thinking.NEVER)),
                List.of("moonshotai/Kimi-K2-Instruct-0905:groq", "deepseek-ai/DeepSeek-R1-0528"),
                ANY,
                false,
                false,
                routed));
    }

    private static Spelling spelling(Spelling of, Trait first, Trait... more) {
        return new Spelling(of.id(), of.reasoning(), of.fingerprint(), EnumSet.of(first, more));
    }
}
