package dev.parlance.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
    @Test
    void without_options_the_usual_cases_run_against_all_and_are_kept() {
        LoadOptions options = parse();
        assertThat(options.cases()).isEqualTo(Workload.usual());
        assertThat(options.proxies())
                .containsExactly("nginx", "HAProxy", "Caddy", "Portkey", "claude-code-router", "Parlance");
        assertThat(options.log()).isTrue();
    }

    @Test
    void cases_are_chosen_by_name_and_every_name_is_another() {
        assertThat(parse("--cases", "stream,bare-plain-1k").cases().stream().map(Workload::name))
                .containsExactly("stream", "bare-plain-1k");
        assertThat(parse("--cases", "all").cases().stream().map(Workload::name))
                .doesNotHaveDuplicates()
                .hasSize(15)
                .allMatch(LoadOptions.USAGE::contains);
    }

    @Test
    void what_is_not_known_is_refused_with_what_is() {
        assertThatThrownBy(() -> parse("--cases", "plain-3k")).hasMessageContaining("plain-1k, plain-16k");
        assertThatThrownBy(() -> parse("--proxies", "envoy")).hasMessageContaining("HAProxy");
        assertThatThrownBy(() -> parse("--rounds", "many")).hasMessageContaining("needs a number");
        assertThatThrownBy(() -> parse("--fast")).hasMessageContaining("There is no option --fast");
        assertThatThrownBy(() -> parse("--rounds")).hasMessageContaining("needs a value");
    }

    @Test
    void a_quick_run_is_not_kept() {
        assertThat(parse("--quick").log()).isFalse();
        assertThat(parse("--quick", "--rounds", "5").rounds()).isEqualTo(5);
    }

    private static LoadOptions parse(String... arguments) {
        return LoadOptions.parse(Path.of("."), List.of(arguments));
    }
}
