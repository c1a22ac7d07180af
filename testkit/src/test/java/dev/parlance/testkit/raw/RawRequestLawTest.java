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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where both lanes apply, they send equal JSON, and report the same; and the raw lane applies often enough to be worth having. */
class RawRequestLawTest {
    private static final String CHAT = "openai-chat";

    /** The last number is the least part, in percent, of pairs of a request and a profile where the raw lane applies. */
    @ParameterizedTest
    @CsvSource({"openai-chat, 50, 25", "openai-responses, 20, 25", "anthropic-messages, 20, 25", "gemini, 20, 25"})
    void recorded_requests_leave_both_lanes_equal_for_every_host_and_model(String dialect, int requests, int percent) {
        List<BothLanes> recorded = recorded(dialect);
        assertThat(recorded).hasSizeGreaterThan(requests);
        long pairs = 0;
        long raw = 0;
        List<Profile> profiles = profiles(dialect);
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

    @Test
    void generated_requests_leave_both_lanes_equal_for_every_host() {
        List<Profile> profiles = profiles(CHAT);
        Map<Boolean, Integer> raw = new TreeMap<>();
        for (int seed = 0; seed < 1000; seed++) {
            byte[] body = generated(seed);
            BothLanes lanes = new BothLanes("seed " + seed, CHAT, body, RequestTarget.NONE);
            for (int index = seed % 7; index < profiles.size(); index += 7) {
                raw.merge(lanes.agree(profiles.get(index), Policy.ADAPT), 1, Integer::sum);
            }
        }
        assertThat(raw.getOrDefault(true, 0)).isGreaterThan(raw.getOrDefault(false, 0) / 8);
    }

    private static byte[] generated(int seed) {
        ChatRequest request = new Generator(seed).request();
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(CHAT));
        return Preparation.prepare(request, Profile.unknown("host", "model", CHAT), dialect, Policy.PASSTHROUGH)
                .wire()
                .body()
                .bytes();
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
    private static List<Profile> profiles(String dialect) {
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
