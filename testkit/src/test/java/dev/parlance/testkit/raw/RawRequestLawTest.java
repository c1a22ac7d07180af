package dev.parlance.testkit.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.KnownModel;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.dialects.Dialects;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Generator;
import dev.parlance.testkit.Recordings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where both lanes apply, they send equal JSON, and report the same; and the raw lane applies often enough to be worth having. */
class RawRequestLawTest {
    static final List<String> DIALECTS = List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini");

    /** The last number is the least part, in percent, of pairs of a request and a profile where the raw lane applies. */
    @ParameterizedTest
    @CsvSource({
        "openai-chat, openai-chat, 50, 70",
        "openai-chat, openai-responses, 50, 80",
        "openai-chat, anthropic-messages, 50, 80",
        "openai-chat, gemini, 50, 80",
        "openai-responses, openai-responses, 20, 90",
        "openai-responses, openai-chat, 20, 75",
        "openai-responses, anthropic-messages, 20, 90",
        "openai-responses, gemini, 20, 90",
        "anthropic-messages, anthropic-messages, 20, 90",
        "anthropic-messages, openai-chat, 20, 75",
        "anthropic-messages, openai-responses, 20, 90",
        "anthropic-messages, gemini, 20, 90",
        "gemini, gemini, 20, 90",
        "gemini, openai-chat, 20, 75",
        "gemini, openai-responses, 20, 90",
        "gemini, anthropic-messages, 20, 90"
    })
    void recorded_requests_leave_both_lanes_equal_for_every_host_and_model(
            String dialect, String target, int requests, int percent) {
        List<BothLanes> recorded = recorded(dialect);
        assertThat(recorded).hasSizeGreaterThan(requests);
        long pairs = 0;
        long raw = 0;
        List<Profile> profiles = profiles(target);
        int apart = profiles.size() > 50 ? 5 : 1;
        for (int number = 0; number < recorded.size(); number++) {
            // Each request goes to some of many profiles, and each of these gets some requests.
            for (int index = number % apart; index < profiles.size(); index += apart) {
                pairs++;
                raw += recorded.get(number).agree(profiles.get(index), Policy.ADAPT) ? 1 : 0;
            }
        }
        assertThat(raw * 100 / pairs).as("raw, of %s pairs", pairs).isGreaterThanOrEqualTo(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "anthropic-messages", "gemini"})
    void strict_and_forwarding_policies_decide_the_same_in_both_lanes(String dialect) {
        List<BothLanes> recorded = recorded(dialect);
        List<Profile> profiles = profiles(dialect);
        for (int index = 0; index < profiles.size(); index += 11) {
            for (BothLanes lanes : recorded) {
                lanes.agree(profiles.get(index), Policy.STRICT);
                lanes.agree(profiles.get(index), Policy.PASSTHROUGH);
                lanes.agree(
                        profiles.get(index),
                        Policy.ADAPT.withForeignReasoningAsText().withRepairedToolResults());
            }
        }
    }

    /** Where results of tools may be objects, all that look like one are left to the full lane. */
    @ParameterizedTest
    @CsvSource({"openai-chat, 50", "openai-responses, 50", "anthropic-messages, 50", "gemini, 15"})
    void generated_requests_leave_both_lanes_equal_for_every_host(String dialect, int percent) {
        List<Profile> profiles = new ArrayList<>();
        DIALECTS.forEach(target -> profiles.addAll(profiles(target)));
        int raw = 0;
        int pairs = 0;
        for (int seed = 0; seed < 500; seed++) {
            BothLanes lanes = new BothLanes("seed " + seed, dialect, generated(seed, dialect), target(dialect));
            for (int index = seed % 11; index < profiles.size(); index += 11) {
                pairs++;
                raw += lanes.agree(profiles.get(index), Policy.ADAPT) ? 1 : 0;
            }
        }
        assertThat(raw * 100 / pairs).as("raw, of %s pairs", pairs).isGreaterThanOrEqualTo(percent);
    }

    private static byte[] generated(int seed, String name) {
        ChatRequest request = new Generator(seed).request();
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(name));
        return Preparation.prepare(request, Profile.unknown("host", "model", name), dialect, Policy.PASSTHROUGH)
                .wire()
                .body()
                .bytes();
    }

    /** Where a body of that dialect goes that names no model. */
    static RequestTarget target(String dialect) {
        return dialect.equals("gemini") ? new RequestTarget("model", false, false, Map.of()) : RequestTarget.NONE;
    }

    private static List<BothLanes> recorded(String dialect) {
        List<BothLanes> all = new ArrayList<>();
        for (Exchange exchange : Recordings.of(dialect)) {
            byte[] request = exchange.request();
            if (request != null && Json.parse(request) instanceof JsonObject) {
                all.add(new BothLanes(exchange.name(), dialect, request, target(exchange)));
            }
        }
        return all;
    }

    private static RequestTarget target(Exchange exchange) {
        String path = exchange.meta().text("path");
        if (path == null || !path.contains("/models/")) {
            return RequestTarget.NONE;
        }
        int method = Math.max(path.lastIndexOf(':'), path.lastIndexOf('/'));
        JsonObject query = exchange.meta().object("query");
        boolean events = query != null && query.get("alt") instanceof JsonString(String alt) && alt.equals("sse");
        return new RequestTarget(
                path.substring(path.indexOf("/models/") + 8, method),
                path.substring(method + 1).equals("streamGenerateContent"),
                events,
                Map.of());
    }

    /** Those that differ in more than their names. */
    static List<Profile> profiles(String dialect) {
        Catalog catalog = Catalog.bundled();
        Map<String, Profile> different = new LinkedHashMap<>();
        for (String host : catalog.hosts()) {
            List<String> models = new ArrayList<>();
            for (KnownModel model : catalog.models(host)) {
                models.add(model.id());
            }
            models.add("a-model-that-nobody-knows");
            for (String model : models) {
                Profile profile = catalog.resolve(host, model, dialect);
                if (profile.dialect().equals(dialect)) {
                    different.putIfAbsent(profile.toString().replace(model, "*"), profile);
                }
            }
        }
        return List.copyOf(different.values());
    }
}
