package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.ToolResult;
import dev.parlance.agent.mcp.StreamableServer.Form;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpServersTest extends McpTest {
    @ParameterizedTest
    @EnumSource
    void tools_are_listed_and_called_with_the_headers_and_the_session_ends_with_us(Form form) throws Exception {
        try (StreamableServer web = new StreamableServer("usual", form)) {
            McpServers servers = open(PATIENT, web.named("web"));

            assertThat(servers.faults()).isEmpty();
            assertThat(names(servers)).startsWith("web_echo", "web_fail");
            assertThat(call(servers, "web_echo", "{\"zulu\":\"é\"}").text()).isEqualTo("echo {\"zulu\":\"é\"}");
            assertThat(call(servers, "web_huge", "{}").text()).hasSize(10_000_000);
            assertThat(call(servers, "web_refuse", "{}").text()).endsWith("with an error: zulu must not be empty");
            servers.close();
            assertThat(web.seen())
                    .startsWith("initialize", "notifications/initialized", "tools/list")
                    .endsWith("DELETE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_hangs_is_given_up_and_the_server_is_told(Form form) throws Exception {
        try (StreamableServer web = new StreamableServer("usual", form)) {
            McpServers servers = open(HASTY, web.named("web"));

            ToolResult hung = call(servers, "web_hang", "{}");

            assertThat(hung.text())
                    .contains("did not answer tools/call within 300 ms.")
                    .doesNotContain("stopped");
            assertThat(servers.faults()).extracting(McpFault::kind).containsExactly(McpFault.Kind.HUNG);
            await("the word to the server", () -> web.seen().contains("notifications/cancelled"));
            assertThat(call(servers, "web_echo", "{}").failed()).isFalse();
        }
    }

    @Test
    void a_server_that_never_introduces_itself_is_given_up() throws Exception {
        try (StreamableServer web = new StreamableServer("silent", Form.JSON)) {
            McpServers servers = open(PATIENT.withStartDeadline(Duration.ofMillis(500)), web.named("mute"));

            assertThat(servers.tools()).isEmpty();
            assertThat(servers.faults())
                    .containsExactly(new McpFault(
                            "mute", McpFault.Kind.NOT_STARTED, "It did not answer initialize within 500 ms."));
        }
    }

    @Test
    void closing_ends_a_call_that_hangs() throws Exception {
        try (StreamableServer web = new StreamableServer("usual", Form.EVENTS)) {
            McpServers servers = open(PATIENT, web.named("web"));
            FutureTask<ToolResult> call = new FutureTask<>(() -> call(servers, "web_hang", "{}"));
            Thread.ofVirtual().start(call);
            await("the call", () -> web.seen().contains("tools/call"));

            servers.close();

            assertThat(call.get().failed()).isTrue();
        }
    }

    /** More than once, for the SDK ends the requests of a lost session in an order that changes with the load of the machine. */
    @RepeatedTest(10)
    void a_server_that_has_forgotten_the_session_is_introduced_to_anew() throws Exception {
        try (StreamableServer web = new StreamableServer("usual", Form.JSON)) {
            McpServers servers = open(PATIENT, web.named("web"));

            web.forget();

            assertThat(call(servers, "web_echo", "{}")).isEqualTo(ToolResult.text("echo {}"));
            assertThat(call(servers, "web_echo", "{}")).isEqualTo(ToolResult.text("echo {}"));
            assertThat(web.seen()).filteredOn("initialize"::equals).hasSize(2);
            assertThat(servers.faults()).isEmpty();
        }
    }

    @Test
    void a_server_that_breaks_is_reported_without_secrets_and_used_again_when_it_works() throws Exception {
        try (StreamableServer web = new StreamableServer("usual", Form.JSON)) {
            McpServers servers = open(PATIENT, web.named("web"));

            web.breakWith(503);
            ToolResult failed = call(servers, "web_echo", "{}");
            web.breakWith(0);

            assertThat(failed.failed()).isTrue();
            assertThat(failed.text())
                    .contains("broke off during this call")
                    .contains("503")
                    .doesNotContain("sesame");
            assertThat(servers.faults()).extracting(McpFault::kind).containsExactly(McpFault.Kind.CRASHED);
            assertThat(servers.faults().toString()).contains("503").doesNotContain("sesame");
            assertThat(call(servers, "web_echo", "{}").failed()).isFalse();
        }
    }

    @Test
    void a_changed_list_is_picked_up_from_the_stream_of_the_server() throws Exception {
        try (StreamableServer web = new StreamableServer("usual", Form.EVENTS)) {
            McpServers servers = open(PATIENT, web.named("web"));
            await("the listener", web::listenedTo);

            assertThat(call(servers, "web_announce", "{}").text()).isEqualTo("changed");

            await("the new list", () -> {
                try {
                    return names(servers).equals(List.of("web_brand-new", "web_echo"));
                } catch (InterruptedException late) {
                    throw new AssertionError(late);
                }
            });
        }
    }

    @Test
    void servers_that_refuse_or_are_not_there_are_reported_and_the_others_work() throws Exception {
        StreamableServer gone = new StreamableServer("usual", Form.JSON);
        gone.close();
        try (StreamableServer web = new StreamableServer("usual", Form.JSON)) {
            McpServers servers = open(
                    PATIENT,
                    gone.named("gone"),
                    new McpServer.Remote("stranger", web.uri(), Map.of("Authorization", "Bearer wrong-word")),
                    new McpServer.Remote("lost", URI.create(web.uri().toString().replace("/mcp", "/elsewhere"))),
                    web.named("web"));

            assertThat(call(servers, "web_echo", "{}").failed()).isFalse();
            assertThat(servers.faults())
                    .extracting(McpFault::server)
                    .containsExactlyInAnyOrder("gone", "stranger", "lost");
            assertThat(servers.faults()).extracting(McpFault::kind).containsOnly(McpFault.Kind.NOT_STARTED);
            assertThat(servers.faults().toString())
                    .contains("gone: initialize failed: nobody listens at its address")
                    .doesNotContain("wrong-word", "tenant");
        }
    }
}
