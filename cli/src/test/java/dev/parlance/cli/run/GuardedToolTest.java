package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consent before the deed, and an end to deeds that take too long. */
@Timeout(60)
class GuardedToolTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Test
    void a_deed_that_takes_too_long_is_stopped() throws Exception {
        ToolResult result = Calls.call(endless(Duration.ofMillis(100)));

        stopped.await();
        assertThat(result.failed()).isTrue();
        assertThat(result.text()).contains("did not end within");
        assertThat(cancelled).isTrue();
    }

    @Test
    void a_call_that_is_interrupted_stops_its_deed() throws Exception {
        Tool tool = endless(Duration.ofMinutes(5));
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                Calls.call(tool);
            } catch (Exception interrupted) {
                // As it should.
            }
        });
        begun.await();

        caller.interrupt();
        caller.join();

        stopped.await();
        assertThat(cancelled).isTrue();
    }

    @Test
    void what_a_deed_throws_reaches_the_agent_as_it_is() {
        Tool broken = guarded(Duration.ofMinutes(1), context -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> Calls.call(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
    }

    @Test
    void an_mcp_tool_asks_with_its_arguments() throws Exception {
        Tool tool = Tool.of(
                "server_do", "Does.", RawJson.EMPTY_OBJECT, (call, context) -> ToolResult.text("done " + call.id()));
        Answering terminal = new Answering(80, "n", "y");
        Consent consent = new Consent(Allowed.NOTHING, terminal, Calls.silent());
        Tool guarded = ServedTools.guarded(tool, consent);

        assertThat(Calls.call(guarded, "what", JsonValue.of("all")).text()).startsWith("Denied: the user was asked");
        assertThat(Calls.call(guarded, "what", JsonValue.of("all")).text()).isEqualTo("done call-1");
        assertThat(terminal.questions().getFirst())
                .startsWith("server_do wants to be called (MCP) with:\n  | {\n  |   \"what\": \"all\"\n  | }\n");
    }

    private Tool endless(Duration limit) {
        return guarded(limit, context -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return ToolResult.text("never");
            } finally {
                cancelled.set(context.cancellation().cancelled());
                stopped.countDown();
            }
        });
    }

    private static Tool guarded(Duration limit, Deed.Action action) {
        return new GuardedTool("tool", "", RawJson.EMPTY_OBJECT, limit, call -> Deed.free(action), Calls.allowing());
    }
}
