package dev.parlance.testkit.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.wire.RawJson;
import dev.parlance.testkit.Generator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the dialect writes, it reads, and writes the same once more. */
class ResponsesWrittenTwiceTest {
    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_written_is_read_and_written_again(long seed) {
        RawJson written = written(request(seed));

        ChatRequest read = ResponsesHost.INBOUND.decodeRequest(written.bytes()).request();

        assertThat(written(read).value()).isEqualTo(written.value());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equal_requests_give_equal_bytes(long seed) {
        assertThat(written(request(seed)).bytes())
                .isEqualTo(written(request(seed)).bytes());
    }

    /** Hosts take the name of a tool once; the generator does not mind. */
    private static ChatRequest request(long seed) {
        ChatRequest request = new Generator(seed).request();
        Map<String, Tool> tools = new LinkedHashMap<>();
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                tools.put(function.name(), tool);
            }
        }
        return request.toBuilder().tools(List.copyOf(tools.values())).build();
    }

    private static RawJson written(ChatRequest request) {
        return Preparation.prepare(request, ResponsesHost.takingAll(), ResponsesHost.DIALECT, Policy.ADAPT)
                .wire()
                .body();
    }
}
