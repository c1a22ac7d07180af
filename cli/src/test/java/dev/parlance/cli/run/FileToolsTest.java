package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as a model sees and changes them, and what it cannot reach. */
@Timeout(60)
class FileToolsTest {
    @TempDir
    Path folder;

    private Path root;
    private Path outside;
    private List<Tool> tools;

    @BeforeEach
    void folders() throws IOException {
        root = Files.createDirectories(folder.resolve("root")).toRealPath();
        outside = Files.writeString(folder.resolve("outside.txt"), "not yours\n");
        tools = new FileTools(Workspace.of(root), Calls.allowing("write")).all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.txt",
                "sub/../../outside.txt",
                "link.txt",
                "way/outside.txt",
                "way/new.txt",
                "nowhere.txt",
                "circle",
                "/etc/passwd"
            })
    void nothing_outside_is_read_or_written(String path) throws Exception {
        Files.createSymbolicLink(root.resolve("link.txt"), outside);
        Files.createSymbolicLink(root.resolve("way"), folder);
        Files.createSymbolicLink(root.resolve("nowhere.txt"), folder.resolve("new.txt"));
        Files.createSymbolicLink(root.resolve("circle"), Path.of("circle"));

        ToolResult read = call("read_file", "path", JsonValue.of(path));
        ToolResult written = call("write_file", "path", JsonValue.of(path), "content", JsonValue.of("mine"));
        ToolResult found = call("search_files", "path", JsonValue.of(path), "pattern", JsonValue.of("yours"));

        assertThat(List.of(read, written, found)).allSatisfy(result -> {
            assertThat(result.failed()).isTrue();
            assertThat(result.text())
                    .matches("(?s).*(outside of the folder|leads nowhere).*")
                    .doesNotContain("not yours");
        });
        assertThat(outside).hasContent("not yours\n");
        assertThat(folder.resolve("new.txt")).doesNotExist();
    }

    @Test
    void a_search_and_a_list_follow_no_link() throws Exception {
        Files.createSymbolicLink(root.resolve("way"), folder);
        Files.writeString(root.resolve("in.txt"), "yours\n");

        assertThat(call("search_files", "pattern", JsonValue.of("yours")).text())
                .isEqualTo("in.txt:1: yours");
        assertThat(call("list_files", "depth", JsonValue.of(4)).text()).isEqualTo("in.txt (6 bytes)\nway -> " + folder);
    }

    @Test
    void the_configuration_with_its_keys_is_not_read() throws Exception {
        Path keys = Files.writeString(root.resolve("parlance.toml"), "api-key = \"not-a-real-key\"\n");
        Files.createSymbolicLink(root.resolve("link.toml"), keys);
        Path beside = Files.writeString(root.resolve("openai.key"), "not-a-real-key\n");
        List<Path> hidden = List.of(keys, beside, root.resolve("missing"));
        tools = new FileTools(Workspace.of(root).hiding(hidden), Calls.allowing("write")).all();

        for (String name : List.of("parlance.toml", "link.toml", "./sub/../parlance.toml", "openai.key")) {
            assertThat(call("read_file", "path", JsonValue.of(name)).text())
                    .contains("may hold keys")
                    .doesNotContain("not-a-real-key");
            assertThat(call("write_file", "path", JsonValue.of(name), "content", JsonValue.of("x"))
                            .failed())
                    .isTrue();
        }
        assertThat(call("search_files", "pattern", JsonValue.of("key")).text())
                .isEqualTo("No line matches in 0 files.");
    }

    @Test
    void links_within_the_folder_may_be_used() throws Exception {
        Files.createDirectories(root.resolve("real"));
        Files.createSymbolicLink(root.resolve("short"), root.resolve("real"));

        call("write_file", "path", JsonValue.of("short/a/b.txt"), "content", JsonValue.of("你好"));

        assertThat(root.resolve("real/a/b.txt")).hasContent("你好");
        assertThat(call("read_file", "path", JsonValue.of("short/a/b.txt")).text())
                .isEqualTo("你好");
    }

    @Test
    void lines_are_read_from_an_offset_and_it_is_said_where_to_go_on() throws Exception {
        Files.writeString(root.resolve("five.txt"), "one\ntwo\nthree\nfour\nfive");

        assertThat(call(
                                "read_file",
                                "path",
                                JsonValue.of("five.txt"),
                                "offset",
                                JsonValue.of(2),
                                "limit",
                                JsonValue.of(2))
                        .text())
                .isEqualTo("two\nthree\n[It goes on at line 4.]");
        assertThat(call("read_file", "path", JsonValue.of("five.txt"), "offset", JsonValue.of(4))
                        .text())
                .isEqualTo("four\nfive");
        assertThat(call("read_file", "path", JsonValue.of("five.txt"), "offset", JsonValue.of(9))
                        .text())
                .contains("fewer than 9 lines");
        assertThat(call("read_file", "path", JsonValue.of("five.txt"), "offset", JsonValue.of(0))
                        .text())
                .contains("offset", "from 1 to");
    }

    @Test
    void a_huge_file_of_one_line_is_cut_and_not_held() throws Exception {
        Files.writeString(root.resolve("huge.txt"), "x".repeat(3_000_000));

        String text = call("read_file", "path", JsonValue.of("huge.txt")).text();

        assertThat(text)
                .hasSizeLessThan(33_000)
                .endsWith("[Cut within line 1, for this is much. Ask for fewer lines.]");
    }

    @Test
    void what_is_no_text_is_told_by_its_size() throws Exception {
        Files.write(root.resolve("zero.bin"), new byte[] {'a', 0, 'b'});
        Files.write(root.resolve("latin.txt"), new byte[] {'n', 'a', (byte) 0xef, 'v', 'e'});

        for (String name : List.of("zero.bin", "latin.txt")) {
            ToolResult result = call("read_file", "path", JsonValue.of(name));
            assertThat(result.failed()).isTrue();
            assertThat(result.text()).contains("binary file of").contains("bytes");
        }
        assertThat(call("search_files", "pattern", JsonValue.of("a")).text()).contains("No line matches");
    }

    @Test
    void a_pipe_is_refused_and_does_not_hang() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(call("read_file", "path", JsonValue.of("pipe")).text()).contains("no ordinary file");
        assertThat(call("write_file", "path", JsonValue.of("pipe"), "content", JsonValue.of("x"))
                        .failed())
                .isTrue();
        assertThat(call("search_files", "pattern", JsonValue.of("x")).failed()).isFalse();
    }

    @Test
    void a_search_finds_lines_by_name_text_and_pattern_and_is_bounded() throws Exception {
        Files.createDirectories(root.resolve("a/.git"));
        Files.writeString(root.resolve("a/.git/x.java"), "needle\n");
        Files.writeString(root.resolve("a/x.java"), "hay\r\n a Needle.\r\n");
        Files.writeString(root.resolve("b.txt"), "needle\n".repeat(500));

        assertThat(call("search_files", "pattern", JsonValue.of("needle"), "glob", JsonValue.of("*.java"))
                        .text())
                .startsWith("No line matches");
        assertThat(call(
                                "search_files",
                                "pattern",
                                JsonValue.of("needle"),
                                "path",
                                JsonValue.of("a"),
                                "ignore_case",
                                JsonValue.of(true))
                        .text())
                .isEqualTo("a/x.java:2: a Needle.");
        assertThat(call("search_files", "pattern", JsonValue.of("ne+dle"), "regex", JsonValue.of(true))
                        .text()
                        .lines())
                .hasSize(101)
                .last()
                .asString()
                .contains("There is more");
        assertThat(call("search_files", "pattern", JsonValue.of("(["), "regex", JsonValue.of(true))
                        .text())
                .contains("pattern cannot be read");
    }

    @Test
    void an_edit_replaces_what_occurs_exactly_once() throws Exception {
        Path file = Files.writeString(root.resolve("x.txt"), "a b a\r\nc\r\n");

        assertThat(edit("a", "z").text()).contains("more than once");
        assertThat(edit("q", "z").text()).contains("does not occur");
        assertThat(edit("", "z").text()).contains("empty");
        assertThat(edit("b a\nc\n", "$1 b\nd\n").failed()).isFalse();
        assertThat(file).hasContent("a $1 b\r\nd\r\n");
    }

    @Test
    void a_file_that_changed_while_the_user_thought_is_not_replaced() throws Exception {
        Path file = Files.writeString(root.resolve("x.txt"), "before");
        Terminal slow = new Terminal() {
            @Override
            public Size size() {
                return Size.USUAL;
            }

            @Override
            public String ask(String text) throws IOException {
                Files.writeString(file, "someone else's");
                return "y";
            }
        };
        tools = new FileTools(Workspace.of(root), new Consent(Allowed.NOTHING, slow, Calls.silent())).all();

        ToolResult result = call("write_file", "path", JsonValue.of("x.txt"), "content", JsonValue.of("mine"));

        assertThat(result.text()).contains("has changed in the meantime");
        assertThat(file).hasContent("someone else's");
    }

    @Test
    void a_way_that_became_a_link_while_the_user_thought_is_not_gone() throws Exception {
        Path way = Files.createDirectories(root.resolve("way"));
        Terminal slow = new Terminal() {
            @Override
            public Size size() {
                return Size.USUAL;
            }

            @Override
            public String ask(String text) throws IOException {
                Files.delete(way);
                Files.createSymbolicLink(way, folder);
                return "y";
            }
        };
        tools = new FileTools(Workspace.of(root), new Consent(Allowed.NOTHING, slow, Calls.silent())).all();

        ToolResult result = call("write_file", "path", JsonValue.of("way/new.txt"), "content", JsonValue.of("mine"));

        assertThat(result.failed()).isTrue();
        assertThat(folder.resolve("new.txt")).doesNotExist();
    }

    @Test
    void arguments_that_do_not_fit_are_told() throws Exception {
        assertThat(call("read_file").text()).contains("“path” is missing");
        assertThat(call("read_file", "path", JsonValue.of(1)).text()).contains("“path” must be a string");
        assertThat(call("read_file", "path", JsonValue.of("no.txt")).text()).isEqualTo("There is no file no.txt.");
        assertThat(call("read_file", "path", JsonValue.of("")).text()).isEqualTo(". is a folder.");
    }

    private ToolResult edit(String old, String now) throws Exception {
        return call(
                "edit_file",
                "path",
                JsonValue.of("x.txt"),
                "old_text",
                JsonValue.of(old),
                "new_text",
                JsonValue.of(now));
    }

    private ToolResult call(String tool, Object... namesAndValues) throws Exception {
        return Calls.call(Calls.named(tools, tool), namesAndValues);
    }
}
