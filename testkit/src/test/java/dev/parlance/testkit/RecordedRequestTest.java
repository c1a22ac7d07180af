package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A request that a real host accepted, read as a client's and written for the same host again, is the same JSON; every difference is an
 * adjustment, and {@code recorded-request-differences.txt} lists them all.
 */
class RecordedRequestTest {
    private static final Map<String, String> HOSTS = Map.of(
            "azure-foundry", "azure-foundry",
            "openai-chat", "openai",
            "llamacpp", "openai-compatible",
            "vllm", "openai-compatible",
            "gpustack", "openai-compatible",
            "ollama", "openai-compatible");

    /** The neutral name under which a changed wire member is reported. */
    private static final Map<String, String> NEUTRAL = Map.of(
            "reasoning_effort", "thinking",
            "enable_thinking", "thinking",
            "max_tokens", "max-output-tokens",
            "max_completion_tokens", "max-output-tokens",
            "reasoning_content", "reasoning",
            "reasoning", "reasoning",
            "role", "system-role",
            "id", "tool-call-id",
            "tool_call_id", "tool-call-id");

    @Test
    void every_difference_from_a_recorded_request_is_an_adjustment_and_listed() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Exchange exchange : Recordings.of("openai-chat")) {
            String host = HOSTS.get(exchange.provider());
            byte[] request = exchange.request();
            if (host != null
                    && exchange.isFull()
                    && request != null
                    && "chat-completions".equals(exchange.meta().text("api"))) {
                lines.addAll(differences(exchange, host, request));
            }
        }

        assertThat(String.join("\n", lines) + "\n").isEqualTo(listed());
    }

    private static List<String> differences(Exchange exchange, String host, byte[] request) {
        Profile profile = Catalog.bundled().resolve(host, exchange.model());
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(profile.dialect()));
        InboundRequest inbound =
                Objects.requireNonNull(Dialects.inbound("openai-chat")).decodeRequest(request);
        PreparedRequest prepared = Preparation.prepare(inbound.request(), profile, dialect, Policy.ADAPT);
        List<Adjustment> adjustments = new ArrayList<>(inbound.adjustments());
        adjustments.addAll(prepared.adjustments());
        Map<String, String> different = new TreeMap<>();
        compare("", Json.parse(request), prepared.wire().body().value(), different);

        List<String> lines = new ArrayList<>();
        different.forEach((path, change) -> {
            String member = path.substring(path.lastIndexOf('.') + 1);
            String neutral = NEUTRAL.getOrDefault(member, member.replace('_', '-'));
            String kinds = adjustments.stream()
                    .filter(adjustment -> adjustment.parameter().equals(neutral))
                    .map(adjustment -> adjustment.kind().label())
                    .distinct()
                    .collect(Collectors.joining(","));
            if (kinds.isEmpty()) {
                kinds = unreported(neutral, path, inbound, profile);
            }
            assertThat(kinds)
                    .as("%s: %s %s is reported; adjustments: %s", exchange.name(), path, change, adjustments)
                    .isNotEmpty();
            lines.add(exchange.name() + ": " + path + ": " + change + " (" + neutral + " " + kinds + ")");
        });
        return lines;
    }

    /** The two changes that are no adjustments: another name for the same value, and leaving out the one value the host uses anyway. */
    private static String unreported(String neutral, String path, InboundRequest inbound, Profile profile) {
        Parameter parameter = Parameter.ofLabel(neutral);
        if (parameter == null || !path.equals(path.replaceAll("[.\\[].*", ""))) {
            return "";
        }
        JsonValue asked = inbound.request().parameters().get(parameter);
        boolean pinned = profile.rulesFor(parameter).stream()
                .anyMatch(rule -> rule instanceof Rule.Drop drop
                        && drop.pinned() != null
                        && drop.pinned().equals(asked));
        return pinned ? "pinned" : parameter == Parameter.MAX_OUTPUT_TOKENS ? "renamed" : "";
    }

    private static void compare(
            String path, @Nullable JsonValue asked, @Nullable JsonValue sent, Map<String, String> different) {
        if (asked instanceof JsonObject one && sent instanceof JsonObject other) {
            TreeSet<String> names = new TreeSet<>(one.members().keySet());
            names.addAll(other.members().keySet());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, one.get(name), other.get(name), different);
            }
        } else if (asked instanceof JsonArray one
                && sent instanceof JsonArray other
                && one.elements().size() == other.elements().size()) {
            for (int index = 0; index < one.elements().size(); index++) {
                compare(
                        path + "[" + index + "]",
                        one.elements().get(index),
                        other.elements().get(index),
                        different);
            }
        } else if (!Objects.equals(asked, sent) && !sameByDefault(path, asked, sent)) {
            different.put(path, text(asked) + " -> " + text(sent));
        }
    }

    /** By the dialect's reference a request that does not say {@code stream} is not streamed. */
    private static boolean sameByDefault(String path, @Nullable JsonValue asked, @Nullable JsonValue sent) {
        return path.equals("stream") && sent == null && asked instanceof JsonBoolean(boolean streamed) && !streamed;
    }

    private static String text(@Nullable JsonValue value) {
        String text = value == null ? "absent" : Json.text(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static String listed() throws IOException {
        try (InputStream stream = RecordedRequestTest.class.getResourceAsStream("/recorded-request-differences.txt")) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
