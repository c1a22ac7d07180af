package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.mcp.SafeNames.Origin;
import dev.parlance.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafeNamesTest extends McpTest {
    @Test
    void a_name_that_fits_stays_as_it_is() {
        assertThat(SafeNames.of(List.of(new Origin("files", "read_file"), new Origin("a", "b"))))
                .containsExactly("files_read_file", "a_b");
    }

    @Test
    void all_others_fit_every_host_and_differ() {
        List<Origin> origins = List.of(
                new Origin("files", "read.file"),
                new Origin("files", "read/file"),
                new Origin("文件", "读"),
                new Origin("文件", "写"),
                new Origin("1st", "tool"),
                new Origin("-", ""),
                new Origin("x".repeat(40), "y".repeat(40)),
                new Origin("x".repeat(40), "y".repeat(41)));

        List<String> names = SafeNames.of(origins);

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z_][a-zA-Z0-9_-]{2,63}"));
        for (String model :
                List.of("moonshot/kimi-k2.6", "openai/gpt-5.5", "anthropic/claude-opus-4-6", "gemini/gemini-3-pro")) {
            var rule = Catalog.bundled()
                    .resolve(model.substring(0, model.indexOf('/')), model.substring(model.indexOf('/') + 1))
                    .toolNames();
            assertThat(names)
                    .allMatch(name -> rule == null || rule.matcher(name).matches());
        }
        assertThat(names.getFirst()).startsWith("files_read_file_");
        assertThat(names.get(6)).startsWith("x".repeat(40) + "_yyy").hasSize(64);
    }

    @Test
    void two_that_would_meet_are_told_apart_in_whatever_order_they_come() {
        Origin one = new Origin("a_b", "c");
        Origin other = new Origin("a", "b_c");

        List<String> names = SafeNames.of(List.of(one, other));

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("a_b_c_[0-9a-f]{8}"));
        assertThat(SafeNames.of(List.of(other, one))).containsExactlyElementsOf(names.reversed());
    }

    @Test
    void no_server_can_give_a_tool_the_name_of_anothers() {
        Origin honest = new Origin("bank", "pay.out");
        String name = SafeNames.of(List.of(honest)).getFirst();
        Origin impostor = new Origin("bank", name.substring("bank_".length()));

        List<String> names = SafeNames.of(List.of(honest, impostor));

        assertThat(names).doesNotHaveDuplicates().element(1).isEqualTo(name);
        assertThat(names.getFirst()).matches("bank_pay_out_[0-9a-f]{8}");
        assertThat(SafeNames.of(List.of(impostor, honest))).containsExactlyElementsOf(names.reversed());
    }

    @Test
    void a_call_by_the_safe_name_reaches_the_server_under_its_own() throws Exception {
        McpServers servers = open(PATIENT, StdioServer.named("zoo", "unsafe"));

        List<String> names = names(servers);

        assertThat(names).hasSize(8).doesNotHaveDuplicates().contains("zoo_ok");
        assertThat(names)
                .filteredOn(name -> name.startsWith("zoo_weather_get_"))
                .hasSize(2);
        List<String> answers = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith("zoo_weather_get_") || name.startsWith("zoo____")) {
                answers.add(call(servers, name, "{}").text());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder("weather.get {}", "weather/get {}", "天气 {}");
        assertThat(servers.faults()).isEmpty();
    }
}
