package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.ToolResult;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class StdioServersTest extends McpTest {
    @Test
    void tools_are_listed_by_server_and_name_with_their_schemas_as_given_and_called_by_their_own_name()
            throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"), StdioServer.named("ark", "paged"));

        assertThat(names(servers))
                .startsWith("zoo_echo", "zoo_fail", "zoo_hang")
                .endsWith(
                        "ark_tool-1",
                        "ark_tool-2",
                        "ark_tool-3",
                        "ark_tool-4",
                        "ark_tool-5",
                        "ark_tool-6",
                        "ark_tool-7",
                        "ark_tool-8",
                        "ark_tool-9");
        assertThat(tool(servers, "zoo_echo").description()).isEqualTo("Does echo");
        assertThat(tool(servers, "zoo_echo").parameters().text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"zulu\":{\"type\":\"string\"},"
                        + "\"alpha\":{\"type\":\"number\",\"minimum\":0.10}},\"required\":[\"zulu\"],\"x-own\":true}");
        assertThat(call(servers, "zoo_echo", "{\"zulu\":\"é\",\"alpha\":0.10}"))
                .isEqualTo(ToolResult.text("echo {\"zulu\":\"é\",\"alpha\":0.10}"));
        assertThat(call(servers, "ark_tool-9", "{}").text()).isEqualTo("tool-9 {}");
        assertThat(servers.faults()).isEmpty();
    }

    @Test
    void each_kind_of_content_reaches_the_model() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"));

        assertThat(call(servers, "zoo_picture", "{}").content())
                .containsExactly(new Content.Media(
                        Content.Media.Kind.IMAGE, "data:image/png;base64,iVBORw0KGgo=", Members.NONE));
        assertThat(call(servers, "zoo_resource", "{}").content())
                .containsExactly(
                        new Content.Text("the readme"),
                        new Content.Text("[demo://blob, application/zip: not text, not shown]"),
                        new Content.Text("[more: demo://more]"));
        assertThat(call(servers, "zoo_structured", "{}")).isEqualTo(ToolResult.text("{\"sum\":1.50,\"of\":[1,2]}"));
        assertThat(call(servers, "zoo_nothing", "{}").text()).isEqualTo("(The tool returned nothing.)");
        assertThat(call(servers, "zoo_fail", "{}")).isEqualTo(ToolResult.failure("no such city"));
        assertThat(call(servers, "zoo_huge", "{}").text()).hasSize(10_000_000);
        assertThat(call(servers, "zoo_refuse", "{}"))
                .isEqualTo(ToolResult.failure(
                        "The MCP server “zoo” refused the call. It answered tools/call with an error:"
                                + " zulu must not be empty"));
        assertThat(servers.faults()).isEmpty();
    }

    @Test
    void a_server_that_ends_at_its_start_is_reported_with_its_last_words_and_without_its_secrets() throws Exception {
        List<McpFault> heard = new CopyOnWriteArrayList<>();
        McpServers servers = open(
                PATIENT.withListener(heard::add),
                StdioServer.with("broken", "crash-at-start", Map.of("DATABASE_KEY", "open sesame")),
                new McpServer.Command("absent", List.of("no-such-program-anywhere")),
                StdioServer.named("zoo", "usual"));

        assertThat(call(servers, "zoo_echo", "{}").failed()).isFalse();
        assertThat(names(servers)).allMatch(name -> name.startsWith("zoo_"));
        assertThat(servers.faults()).hasSize(2).containsExactlyInAnyOrderElementsOf(heard);
        assertThat(fault(servers, "broken"))
                .isEqualTo(
                        new McpFault(
                                "broken",
                                McpFault.Kind.NOT_STARTED,
                                "It ended with exit code 3.\nIts last words on standard error:\ncannot open the database with ***"));
        assertThat(fault(servers, "absent").kind()).isEqualTo(McpFault.Kind.NOT_STARTED);
        assertThat(fault(servers, "absent").words())
                .endsWith("Is “no-such-program-anywhere” installed and on the PATH?");
    }

    @Test
    void a_server_that_never_introduces_itself_is_given_up() throws Exception {
        McpServers servers = open(
                PATIENT.withStartDeadline(Duration.ofMillis(500)).withCloseGrace(Duration.ZERO),
                StdioServer.named("mute", "silent"));

        assertThat(servers.tools()).isEmpty();
        assertThat(servers.faults())
                .containsExactly(
                        new McpFault("mute", McpFault.Kind.NOT_STARTED, "It did not answer initialize within 500 ms."));
    }

    @Test
    void a_crash_during_a_call_fails_the_call_and_the_next_one_starts_the_server_again() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"), StdioServer.named("ark", "usual"));
        String first = call(servers, "zoo_process", "{}").text();

        ToolResult crashed = call(servers, "zoo_crash", "{}");

        assertThat(crashed.failed()).isTrue();
        assertThat(crashed.text())
                .isEqualTo("The MCP server “zoo” broke off during this call. It ended with exit code 7."
                        + "\nWhether the call had an effect is not known. The next call tries to reach it again.");
        assertThat(call(servers, "ark_echo", "{}").failed()).isFalse();
        assertThat(call(servers, "zoo_process", "{}").text()).isNotEqualTo(first);
        assertThat(names(servers)).contains("zoo_echo", "ark_echo");
        await("the report", () -> !servers.faults().isEmpty());
        assertThat(servers.faults())
                .containsExactly(new McpFault(
                        "zoo",
                        McpFault.Kind.CRASHED,
                        "It ended with exit code 7. The next call starts it again."
                                + "\nIts last words on standard error:\nlost my mind"));
    }

    @Test
    void a_call_that_hangs_is_given_up_and_the_server_is_told() throws Exception {
        McpServers servers = open(HASTY, StdioServer.named("zoo", "usual"));

        ToolResult hung = call(servers, "zoo_hang", "{}");

        assertThat(hung)
                .isEqualTo(ToolResult.failure(
                        "The MCP server “zoo” did not answer. “hang” hangs. It did not answer tools/call within"
                                + " 300 ms.\nWhether the call had an effect is not known."));
        assertThat(servers.faults()).extracting(McpFault::kind).containsExactly(McpFault.Kind.HUNG);
        assertThat(call(servers, "zoo_heard", "{}").text()).startsWith("cancelled: 1,");
    }

    @Test
    void a_server_that_answers_nothing_any_more_is_stopped_and_started_again() throws Exception {
        McpServers servers = open(HASTY.withCloseGrace(Duration.ZERO), StdioServer.named("zoo", "usual"));
        long frozen = Long.parseLong(call(servers, "zoo_process", "{}").text());

        ToolResult hung = call(servers, "zoo_freeze", "{}");

        assertThat(hung.text()).contains("so it was stopped; the next call starts it again.");
        assertThat(ProcessHandle.of(frozen)).isEmpty();
        assertThat(servers.faults()).extracting(McpFault::kind).containsExactly(McpFault.Kind.HUNG);
        assertThat(call(servers, "zoo_process", "{}").text()).isNotEqualTo(String.valueOf(frozen));
    }

    @Test
    void an_interrupted_call_ends_at_once_and_the_server_is_told() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"));
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<ToolResult> call = new FutureTask<>(() -> {
            begun.countDown();
            return call(servers, "zoo_hang", "{}");
        });
        Thread caller = Thread.ofVirtual().start(call);
        begun.await();

        caller.interrupt();

        assertThatThrownBy(call::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(servers.faults()).isEmpty();
        assertThat(call(servers, "zoo_echo", "{}").failed()).isFalse();
    }

    @Test
    void closing_kills_the_server_with_its_children_and_ends_its_calls() throws Exception {
        McpServers servers = open(PATIENT.withCloseGrace(Duration.ofMillis(100)), StdioServer.named("zoo", "usual"));
        long server = Long.parseLong(call(servers, "zoo_process", "{}").text());
        long child = Long.parseLong(call(servers, "zoo_child", "{}").text());
        FutureTask<ToolResult> call = new FutureTask<>(() -> call(servers, "zoo_freeze", "{}"));
        Thread.ofVirtual().start(call);

        servers.close();

        assertThat(ProcessHandle.of(server)).isEmpty();
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(call.get().failed()).isTrue();
        assertThat(call(servers, "zoo_echo", "{}").text()).contains("could not be started again. It was closed.");
        assertThat(servers.faults()).isEmpty();
    }

    @Test
    void what_is_no_message_is_passed_over_and_loud_servers_are_not_blocked() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("rude", "garbage"), StdioServer.named("loud", "loud"));

        assertThat(call(servers, "rude_echo", "{}").failed()).isFalse();
        assertThat(call(servers, "loud_echo", "{}").failed()).isFalse();
        assertThat(call(servers, "rude_crash", "{}").failed()).isTrue();
        assertThat(call(servers, "loud_crash", "{}").failed()).isTrue();
        await("the reports", () -> servers.faults().size() == 2);
        assertThat(fault(servers, "rude").words()).contains("Welcome to the server!");
        assertThat(fault(servers, "loud").words())
                .contains("blah 49999\nlost my mind")
                .doesNotContain("49900");
    }

    @Test
    void lists_that_change_repeat_or_never_end_are_dealt_with() throws Exception {
        McpServers servers = open(
                PATIENT,
                StdioServer.named("zoo", "usual"),
                StdioServer.named("double", "duplicates"),
                StdioServer.named("endless", "endless"),
                StdioServer.named("none", "no-tools"));

        assertThat(names(servers))
                .contains("zoo_echo", "double_add", "double_echo")
                .doesNotHaveDuplicates();
        assertThat(names(servers)).doesNotContain("zoo_brand-new");
        assertThat(call(servers, "zoo_heard", "{}").text()).endsWith("lists: 1");
        call(servers, "zoo_announce", "{}");
        assertThat(names(servers)).startsWith("zoo_brand-new", "zoo_echo", "double_add");
        assertThat(fault(servers, "double").words()).isEqualTo("It lists “echo” more than once; the first one counts.");
        assertThat(fault(servers, "endless").words())
                .isEqualTo("Its tools could not be listed. Its list of tools has no end.");
        assertThat(servers.faults()).extracting(McpFault::server).doesNotContain("zoo", "none");
    }

    @Test
    void an_answer_that_nobody_can_read_is_told_as_one_and_not_as_a_crash() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"));

        ToolResult unread = call(servers, "zoo_hologram", "{}");

        assertThat(unread.failed()).isTrue();
        assertThat(unread.text())
                .startsWith("The MCP server “zoo” answered in a way that cannot be understood. It answered tools/call"
                        + " with what cannot be read: Could not resolve type id 'hologram'")
                .endsWith("The call was probably done; what came of it is not known.");
        assertThat(servers.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(McpFault.Kind.MISBEHAVED));
    }

    @Test
    void pictures_that_are_none_and_parts_that_are_missing_do_not_reach_a_host() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "usual"));

        assertThat(call(servers, "zoo_holes", "{}").content())
                .containsExactly(
                        new Content.Text("[image: the server sent none that can be read]"),
                        new Content.Text("[image: the server sent none that can be read]"));
        assertThat(servers.faults()).isEmpty();
    }

    @Test
    void schemas_that_are_none_of_an_object_are_made_one_or_left_out() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("odd", "schemas"));

        assertThat(names(servers)).containsExactly("odd_empty", "odd_none", "odd_untyped");
        assertThat(tool(servers, "odd_empty").parameters().text())
                .isEqualTo(tool(servers, "odd_none").parameters().text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
        assertThat(tool(servers, "odd_untyped").parameters().text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"a\":{}}}");
        assertThat(fault(servers, "odd").words())
                .isEqualTo("The arguments of “word” are no object by its schema; the tool is left out.");
    }

    @Test
    void a_list_that_cannot_be_read_is_asked_for_once_at_the_start_and_once_for_each_later_wish() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("odd", "unlisted"));
        assertThat(servers.faults()).hasSize(1);

        assertThat(servers.tools()).isEmpty();
        assertThat(servers.faults()).as("nothing has changed since").hasSize(1);
        assertThat(servers.tools()).isEmpty();

        assertThat(servers.faults()).hasSize(2).extracting(McpFault::kind).containsOnly(McpFault.Kind.MISBEHAVED);
        assertThat(fault(servers, "odd").words())
                .startsWith("Its tools could not be listed. It answered tools/list with what cannot be read: ");
    }

    @Test
    void a_server_is_given_its_own_environment_and_nothing_secret_of_ours() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.with("zoo", "usual", Map.of("OWN_SETTING", "as told")));

        String environment = call(servers, "zoo_environment", "{}").text();

        assertThat(environment).contains("PATH=").contains("OWN_SETTING=as told");
        assertThat(System.getenv().keySet().stream().filter(name -> environment.contains(name + "=")))
                .allMatch(name ->
                        name.matches("PATH|HOME|LANG|LC_ALL|LOGNAME|SHELL|TERM|TMPDIR|USER|XDG_CACHE_HOME|_.*"));
    }

    @Test
    void two_servers_of_one_name_are_refused() {
        assertThatThrownBy(() -> open(PATIENT, StdioServer.named("zoo", "usual"), StdioServer.named("zoo", "paged")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("“zoo”");
    }

    @Test
    void an_interrupt_while_servers_start_leaves_none() throws Exception {
        FutureTask<McpServers> opening = new FutureTask<>(
                () -> open(PATIENT.withCloseGrace(Duration.ZERO), StdioServer.named("mute", "silent")));
        Thread opener = Thread.ofVirtual().start(opening);
        await("the process", () -> ProcessHandle.current().children().findAny().isPresent());

        opener.interrupt();

        assertThatThrownBy(opening::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static McpFault fault(McpServers servers, String name) {
        return servers.faults().stream()
                .filter(fault -> fault.server().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
