package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that is too low cuts answers short, so only documented ones of the very model count. */
class OutputLimitsTest {
    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-opus-4-0, 32000",
        "anthropic, claude-opus-4-20250514, 32000",
        "anthropic, claude-opus-4-1-20250805, 32000",
        "anthropic, claude-sonnet-4-5, 64000",
        "anthropic, claude-haiku-4-5-20251001, 64000",
        "anthropic, claude-opus-4-5, 64000",
        "anthropic, claude-sonnet-4-6, 128000",
        "anthropic, claude-opus-4-8, 128000",
        "anthropic, claude-sonnet-5, 128000",
        "openai, gpt-4o-mini, 16384",
        "openai, gpt-4o-2024-05-13, 4096",
        "openai, gpt-4.1, 32768",
        "openai, gpt-5-mini, 128000",
        "openai, gpt-5-chat-latest, 16384",
        "openai, gpt-5.1-chat-latest, 16384",
        "openai, gpt-5-pro, 272000",
        "openai, gpt-5.1-codex-mini, 128000",
        "openai, o3-pro, 100000",
        "deepseek, deepseek-v4-flash, 393216",
        "deepseek, deepseek-chat, 393216",
    })
    void the_host_is_asked_for_no_more_than_the_model_writes(String host, String model, long most) {
        assertThat(Catalog.bundled().resolve(host, model).outputLimit()).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        // A successor whose name begins like that of its forebear.
        "anthropic, claude-opus-4-9",
        "anthropic, claude-sonnet-4-9",
        // Under a beta it writes more.
        "anthropic, claude-3-7-sonnet-20250219",
        "openai, gpt-3.5-turbo-16k",
        "openai, gpt-5.4",
        "openai, kimi-k2.6",
        "deepseek, deepseek-flash",
        // What stands behind the name of a deployment is its owner's affair.
        "azure-openai, gpt-4o",
        "minimax, MiniMax-M2",
        "openai-compatible, gpt-4o",
        "vllm, deepseek-v4-pro",
        "openrouter, claude-sonnet-4-5",
    })
    void what_nobody_knows_for_certain_is_left_to_the_host(String host, String model) {
        assertThat(Catalog.bundled().resolve(host, model).outputLimit()).isNull();
    }
}
