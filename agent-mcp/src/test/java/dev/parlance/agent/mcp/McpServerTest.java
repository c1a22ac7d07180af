package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpServerTest {
    @Test
    void a_command_is_split_as_a_shell_does() {
        assertThat(McpServer.parse(
                        "files=npx -y \"@modelcontextprotocol/server-filesystem\" '/my files'/\\ x \"a\\\"b\\c\" ''"))
                .isEqualTo(new McpServer.Command(
                        "files",
                        List.of(
                                "npx",
                                "-y",
                                "@modelcontextprotocol/server-filesystem",
                                "/my files/ x",
                                "a\"b\\c",
                                "")));
    }

    @Test
    void an_address_is_taken_as_it_is() {
        assertThat(McpServer.parse("web=https://host.example/mcp?a=b"))
                .isEqualTo(new McpServer.Remote("web", URI.create("https://host.example/mcp?a=b")));
    }

    @ParameterizedTest
    @CsvSource({
        "npx -y @modelcontextprotocol/server-everything@1.2 stdio, server-everything",
        "/opt/tools/weather.exe --port 3, weather",
        "node build/index.js, index",
        "uv run --quiet server.py, server",
        "docker run -i --rm example/fetch, fetch",
        "https://mcp.host.example:8443/v1, mcp_host_example",
        "./run KEY=value, run"
    })
    void without_a_name_it_is_named_after_what_it_runs(String written, String name) {
        assertThat(McpServer.parse(written).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "name=",
                "a='open",
                "a=b\\",
                "a=https://user:word@host.example/",
                "a=http:///path",
                "x=''"
            })
    void what_is_neither_is_refused_in_words_without_secrets(String written) {
        assertThatThrownBy(() -> McpServer.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MCP server")
                .hasMessageNotContaining("user:word");
    }

    @Test
    void nothing_that_may_be_secret_is_printed() {
        String printed = new McpServer.Command(
                        "files", List.of("npx", "--key=secret-1"), Map.of("KEY", "secret-2"), Path.of("secret-3"))
                + " "
                + new McpServer.Remote(
                        "web",
                        URI.create("https://host.example/mcp?key=secret-4"),
                        Map.of("Authorization", "secret-5"));

        assertThat(printed).isEqualTo("files (npx) web (https://host.example/mcp)");
    }
}
