package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdjustmentsTest {
    private static String ask(String model) {
        return Scene.ask(model, false)
                .replace("\"stream\":false", "\"temperature\":0.2,\"top_k\":5,\"max_tokens\":100");
    }

    @Test
    void every_change_to_the_request_is_told_in_a_header_each_once() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> stage.answer(200, "application/json", Scene.plain("hi")));
                Caller caller = scene.caller()) {
            caller.chat(ask("moonshot/kimi-k2.6"));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.header("x-parlance-adjustments")).isEqualTo("temperature=dropped; top-k=dropped");
            assertThat(scene.host.only().body())
                    .doesNotContain("temperature")
                    .doesNotContain("top_k")
                    .contains("\"max_completion_tokens\":100");
            assertThat(scene.host.only().headers())
                    .containsEntry("authorization", "Bearer sk-moonshot-secret")
                    .doesNotContainKey("api-key");
        }
    }

    @Test
    void in_strict_mode_the_same_request_is_refused_and_nothing_is_sent() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> stage.answer(200, "application/json", Scene.plain("hi")));
                Caller caller = scene.caller()) {
            caller.chat(ask("moonshot/kimi-k2.6"), "x-parlance-strict: true");
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("\"param\":\"temperature\"");
            assertThat(scene.host.received()).isEmpty();
        }
    }

    @Test
    void foundry_gets_its_key_in_its_own_header_at_its_own_path() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> stage.answer(200, "application/json", Scene.plain("hi")));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("azure-foundry/Kimi-K2.6", false), "authorization: Bearer of-the-client");
            assertThat(caller.reply().status()).isEqualTo(200);
            PlayedHost.Received sent = scene.host.only();
            assertThat(sent.target()).isEqualTo("/openai/v1/chat/completions");
            assertThat(sent.headers())
                    .containsEntry("api-key", "foundry-secret")
                    .doesNotContainKey("authorization");
        }
    }

    @Test
    void names_of_the_clients_own_making_cannot_break_a_header() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> stage.answer(200, "application/json", Scene.plain("hi")));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m\\r\\nx-evil: 1 \\u4f60", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("x-parlance-model")).isEqualTo("openai-compatible/m??x-evil: 1 ?");
            assertThat(reply.head().headers()).doesNotContainKey("x-evil");
        }
    }
}
