package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.Agent;
import dev.parlance.agent.AgentEvent;
import dev.parlance.agent.AgentListener;
import dev.parlance.agent.AgentOutcome;
import dev.parlance.agent.AgentSettings;
import dev.parlance.agent.Cancellation;
import dev.parlance.agent.Tool;
import dev.parlance.catalog.Catalog;
import dev.parlance.client.Parlance;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentLoopTest extends McpTest {
    private final SandboxServer sandbox = SandboxServer.start(0);
    private final Parlance parlance = Parlance.builder()
            .providers(Providers.sandbox(Map.of(), Catalog.bundled(), sandbox::standIn))
            .open();

    @AfterEach
    void close() {
        parlance.close();
        sandbox.close();
    }

    @Test
    void a_model_calls_the_tools_of_two_servers_and_a_crash_of_one_is_told_to_it() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"), StdioServer.named("ark", "duplicates"));
        List<Tool> tools = List.of(tool(servers, "zoo_echo"), tool(servers, "zoo_crash"), tool(servers, "ark_echo"));
        List<String> results = new ArrayList<>();

        AgentOutcome outcome = run(tools, AgentSettings.defaults(), event -> {
            if (event instanceof AgentEvent.ToolEnded ended) {
                results.add(ended.tool() + " " + ended.result().failed());
            }
        });

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(((AgentOutcome.Finished) outcome).answer().text()).contains("ark_echo → echo {\"zulu\":");
        assertThat(results).contains("zoo_crash true", "ark_echo false").hasSize(3);
    }

    @Test
    void a_cancelled_run_leaves_the_server_usable() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"));
        Cancellation cancellation = new Cancellation();

        AgentOutcome outcome = run(
                List.of(tool(servers, "zoo_hang")),
                AgentSettings.builder().cancellation(cancellation).build(),
                event -> {
                    if (event instanceof AgentEvent.ToolStarted) {
                        cancellation.cancel();
                    }
                });

        assertThat(outcome).isInstanceOf(AgentOutcome.Cancelled.class);
        assertThat(call(servers, "zoo_echo", "{}").failed()).isFalse();
        assertThat(servers.faults()).isEmpty();
    }

    @Test
    void the_deadline_of_a_call_is_the_servers_and_its_words_reach_the_model() throws Exception {
        McpServers servers = open(HASTY, StdioServer.named("zoo", "usual"));
        List<String> results = new ArrayList<>();

        run(
                List.of(tool(servers, "zoo_hang")),
                AgentSettings.builder().toolDeadline(Duration.ofMillis(1)).build(),
                event -> {
                    if (event instanceof AgentEvent.ToolEnded ended) {
                        results.add(ended.result().text());
                    }
                });

        assertThat(results)
                .singleElement()
                .asString()
                .contains("“hang” hangs. It did not answer tools/call within 300 ms.");
    }

    private AgentOutcome run(List<Tool> tools, AgentSettings settings, AgentListener listener) {
        return Agent.run(
                parlance.model("moonshot/kimi-k2.6"),
                ChatRequest.builder("").user("Use all tools").build(),
                tools,
                settings,
                listener);
    }
}
