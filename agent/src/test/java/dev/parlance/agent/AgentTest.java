package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.client.Parlance;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A sandbox, a scripted host and doors to both, for each test; afterwards no thread of the agent, no stream, no connection and no child process may be left. */
@Timeout(60)
abstract class AgentTest {
    static final RawJson CITY = RawJson.ofText(
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");

    final SandboxServer sandbox = SandboxServer.start(0);
    final ScriptedHost host = new ScriptedHost();
    final List<AgentEvent> events = new CopyOnWriteArrayList<>();
    final Relay relay = new Relay(sandbox.port());
    final Relay scriptedRelay = new Relay(host.port());
    private final Parlance simulated = simulated().open();
    private final Parlance scripted = Parlance.builder()
            .providers(Providers.sandbox(Map.of(), Catalog.bundled(), name -> scriptedRelay.through(host.url())))
            .open();

    @AfterEach
    @Timeout(30)
    void nothingIsLeft() {
        await("streams to end", () -> sandbox.openStreams() == 0);
        await("threads to end", () -> AgentThreads.alive().isEmpty());
        simulated.close();
        scripted.close();
        await("connections to close", () -> relay.open() + scriptedRelay.open() == 0);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        relay.close();
        scriptedRelay.close();
        host.close();
        sandbox.close();
        assertWellFormed();
    }

    /** Waits for what must come; the timeout of the test interrupts a wait for what does not. */
    static void await(String what, BooleanSupplier there) {
        while (!there.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("In vain waited for " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** A door to the sandbox. */
    Parlance.Builder simulated() {
        return Parlance.builder()
                .providers(
                        Providers.sandbox(Map.of(), Catalog.bundled(), name -> relay.through(sandbox.standIn(name))));
    }

    ChatModel kimi() {
        return simulated.model("moonshot/kimi-k2.6");
    }

    ChatModel model(String name) {
        return simulated.model(name);
    }

    /** What answers with the words of {@link #host}. */
    ChatModel scriptedModel() {
        return scripted.model("moonshot/kimi-k2.6");
    }

    static ChatRequest asking(String text) {
        return ChatRequest.builder("").user(text).build();
    }

    static Tool weather(String words) {
        return Tool.of("get_weather", "The weather of a city", CITY, (call, context) -> ToolResult.text(words));
    }

    AgentOutcome run(ChatModel model, String task, AgentSettings.Builder settings, Tool... tools) {
        return Agent.run(model, asking(task), List.of(tools), settings.build(), events::add);
    }

    <E extends AgentEvent> List<E> heard(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The body that reached the sandbox last. */
    JsonObject lastBody() {
        return (JsonObject) Json.parse(sandbox.received().getLast().body());
    }

    /** The texts of all results, in order. */
    static List<String> results(AgentOutcome outcome) {
        List<String> texts = new ArrayList<>();
        for (Message message : outcome.transcript().messages()) {
            if (message instanceof Message.ToolResult result
                    && result.content().getFirst() instanceof Content.Text(String words, var extra)) {
                texts.add(words);
            }
        }
        return texts;
    }

    /** Each call has its result right after its turn, and each result its call. */
    private void assertWellFormed() {
        for (AgentEvent.RunEnded ended : heard(AgentEvent.RunEnded.class)) {
            List<Message> messages = ended.outcome().transcript().messages();
            assertThat(new History(messages).open()).isEmpty();
            assertThat(HistoryRepair.of(messages).event()).isNull();
        }
    }
}
