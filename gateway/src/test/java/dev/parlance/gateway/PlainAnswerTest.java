package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainAnswerTest {
    @Test
    void a_plain_answer_comes_back_with_the_headers_that_tell_who_answered() throws Exception {
        try (Scene scene = Scene.of((request, stage) ->
                        stage.answer(200, "application/json", Scene.plain("hi"), "x-request-id: host-7"));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            Caller.Reply reply = caller.reply();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.header("x-parlance-model")).isEqualTo("openai-compatible/m-1");
            assertThat(reply.header("x-request-id")).isEqualTo("host-7");
            assertThat(reply.head().headers()).doesNotContainKeys("x-parlance-adjustments", "x-parlance-sandbox");
            assertThat(reply.body()).contains("\"content\":\"hi\"").contains("\"finish_reason\":\"stop\"");
            PlayedHost.Received sent = scene.host.only();
            assertThat(sent.method() + " " + sent.target()).isEqualTo("POST /v1/chat/completions");
            assertThat(sent.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("accept", "application/json")
                    .containsEntry("accept-encoding", "identity")
                    .doesNotContainKeys("authorization", "api-key");
            assertThat(sent.body()).contains("\"model\":\"m-1\"").contains("Say hi");
        }
    }
}
