package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.Description;
import dev.parlance.schema.UndescribableType;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools whose arguments are a record. */
class RecordToolTest extends AgentTest {
    enum Season {
        SUMMER,
        WINTER
    }

    @Description("A journey to book.")
    record Journey(
            @Description("Where to.") String city,
            int days,
            Optional<Season> season,
            List<String> stops,
            Map<String, Integer> budget,
            @Nullable LocalDate start) {
        Journey {
            if (days < 1) {
                throw new IllegalArgumentException("days must be at least 1, not " + days);
            }
        }
    }

    record Booking(String number, Journey journey, List<Season> open) {}

    record Anything(JsonValue value) {}

    record Nothing() {}

    record Loop(Thread thread) {}

    private final List<Journey> booked = new CopyOnWriteArrayList<>();

    private Tool booking() {
        return Tool.of("book", "Books a journey", Journey.class, (journey, context) -> {
            booked.add(journey);
            return new Booking("B-1", journey, List.of(Season.WINTER));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "moonshot/kimi-k2.6",
                "openai/gpt-4o",
                "openai/gpt-5",
                "anthropic/claude-sonnet-4-5",
                "gemini/gemini-2.5-flash",
                "deepseek/deepseek-chat",
                "xai/grok-4",
            })
    void each_host_takes_its_schema_and_calls_it(String model) {
        AgentOutcome outcome = run(model(model), "Book a journey", AgentSettings.builder(), booking());

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(booked).singleElement().satisfies(journey -> {
            assertThat(journey.city()).isEqualTo("Zürich");
            assertThat(journey.days()).isEqualTo(2);
            assertThat(journey.season()).contains(Season.SUMMER);
            assertThat(journey.stops()).containsExactly("sample stops");
            assertThat(journey.budget()).containsValues(2);
            assertThat(journey.start()).isEqualTo(LocalDate.of(2026, 1, 31));
        });
        assertThat(results(outcome))
                .containsExactly(
                        "{\"number\":\"B-1\",\"journey\":{\"city\":\"Zürich\",\"days\":2,\"season\":\"SUMMER\","
                                + "\"stops\":[\"sample stops\"],\"budget\":{\"sample key\":2},\"start\":\"2026-01-31\"},\"open\":[\"WINTER\"]}");
    }

    @Test
    void its_schema_is_strict_and_goes_out_as_it_is() {
        host.says("Nothing to do.");
        run(scriptedModel(), "Hello", AgentSettings.builder(), booking());

        JsonObject offered =
                (JsonObject) host.asked().getFirst().elements("tools").getFirst();
        assertThat(offered.object("function")).isNotNull().satisfies(function -> {
            assertThat(function.text("name")).isEqualTo("book");
            assertThat(function.text("description")).isEqualTo("Books a journey");
            assertThat(function.get("strict")).isNull();
            assertThat(Json.text(function).replace('"', '\''))
                    .contains(
                            "'required':['city','days','season','stops','budget','start'],'additionalProperties':false")
                    .contains("'city':{'description':'Where to.','type':'string'}")
                    .contains("'season':{'type':['string','null'],'enum':['SUMMER','WINTER',null]}");
        });
        assertThat(booking().parameters()).isEqualTo(booking().parameters());
    }

    @Test
    void free_json_has_no_strict_form_and_is_offered_in_the_plain_one() {
        Tool tool = Tool.of("keep", "Keeps", Anything.class, (anything, context) -> anything.value());

        assertThat(tool.parameters().text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"value\":{}},\"required\":[\"value\"]}");
        host.calls("keep", "{\"value\": [1, {\"a\": null}]}").says("Kept.");
        assertThat(results(run(scriptedModel(), "Keep it", AgentSettings.builder(), tool)))
                .containsExactly("[1,{\"a\":null}]");
    }

    @Test
    void a_record_without_components_takes_no_arguments() {
        Tool tool = Tool.of("ping", "Pings", Nothing.class, (nothing, context) -> null);

        host.calls("ping", "").calls("ping", "{\"why\":\"not\"}").says("Pong.");
        assertThat(results(run(scriptedModel(), "Ping", AgentSettings.builder(), tool)))
                .containsExactly("done", "done");
    }

    @Test
    void wrong_arguments_are_told_with_all_their_places_and_corrected() {
        host.calls(
                        "book",
                        "{\"town\":\"Bern\",\"days\":\"many\",\"season\":\"autumn\",\"stops\":[],\"budget\":{\"food\":1.5}}")
                .calls("book", "{\"city\":\"Bern\",\"days\":0,\"stops\":[],\"budget\":{}}")
                .calls("book", "{\"city\":\"Bern\",\"days\":\"3\",\"season\":\"winter\",\"stops\":[],\"budget\":{}}")
                .says("Booked.");

        AgentOutcome outcome = run(scriptedModel(), "Book", AgentSettings.builder(), booking());

        assertThat(results(outcome)).hasSize(3);
        assertThat(results(outcome).getFirst()).isEqualTo("""
                The arguments do not fit the tool's schema:
                - $.city: is missing; expected a string (members that are not in the schema: "town")
                - $.days: expected a whole number of at most 32 bits, found the string "many"
                - $.season: expected one of SUMMER, WINTER, found the string "autumn"
                - $.budget.food: expected a whole number of at most 32 bits, found the number 1.5
                Nothing was done. Call the tool again with corrected arguments.""");
        assertThat(results(outcome).get(1)).contains("- $: is refused: days must be at least 1, not 0");
        assertThat(heard(AgentEvent.ToolEnded.class))
                .extracting(ended -> ended.result().failed())
                .containsExactly(true, true, false);
        assertThat(booked)
                .containsExactly(new Journey("Bern", 3, Optional.of(Season.WINTER), List.of(), Map.of(), null));
        assertThat(Json.text(host.asked().get(1))).contains("members that are not in the schema");
    }

    @Test
    void an_exception_and_a_deadline_are_results() {
        Tool failing = Tool.of("failing", "Fails", Nothing.class, (nothing, context) -> {
            throw new FileNotFoundException("no such file: a.txt");
        });
        Tool hanging = Tool.of("hanging", "Hangs", Nothing.class, Duration.ofMillis(50), (nothing, context) -> {
            new CountDownLatch(1).await();
            return null;
        });

        AgentOutcome outcome = run(kimi(), "Use all tools", AgentSettings.builder(), failing, hanging);

        assertThat(results(outcome))
                .containsExactly(
                        "The tool failed: FileNotFoundException: no such file: a.txt",
                        "The tool did not end within 50 ms and was stopped.");
    }

    @Test
    void the_context_is_at_hand_and_calls_run_side_by_side() {
        CyclicBarrier together = new CyclicBarrier(2);
        Tool.RecordBody<Nothing> body = (nothing, context) -> {
            context.progress().accept("of " + context.deadline().toMinutes() + " minutes");
            together.await();
            return "met";
        };

        AgentOutcome outcome = run(
                kimi(),
                "Use all tools",
                AgentSettings.builder(),
                Tool.of("first", "", Nothing.class, body),
                Tool.of("second", "", Nothing.class, body));

        assertThat(results(outcome)).containsExactly("met", "met");
        assertThat(heard(AgentEvent.ToolProgressed.class))
                .extracting(AgentEvent.ToolProgressed::words)
                .containsExactly("of 2 minutes", "of 2 minutes");
    }

    @Test
    void what_it_returns_is_shown() {
        record Page<T>(T item, @Nullable String next) {}

        assertThat(ToolResult.of("as it is").text()).isEqualTo("as it is");
        assertThat(ToolResult.of(null).text()).isEqualTo("done");
        assertThat(ToolResult.of(42).text()).isEqualTo("42");
        assertThat(ToolResult.of(Double.NaN).text()).isEqualTo("\"NaN\"");
        assertThat(ToolResult.of(Season.WINTER).text()).isEqualTo("\"WINTER\"");
        assertThat(ToolResult.of(Optional.empty()).text()).isEqualTo("null");
        assertThat(ToolResult.of(Optional.of(List.of(1, "b"))).text()).isEqualTo("[1,\"b\"]");
        assertThat(ToolResult.of(new int[] {1, 2}).text()).isEqualTo("[1,2]");
        assertThat(ToolResult.of(Map.of(Season.SUMMER, 7)).text()).isEqualTo("{\"SUMMER\":7}");
        assertThat(ToolResult.of(new Page<>(LocalDate.of(2026, 1, 31), null)).text())
                .isEqualTo("{\"item\":\"2026-01-31\",\"next\":null}");
        assertThat(ToolResult.of(RawJson.ofText("{ }")).text()).isEqualTo("{ }");
        assertThat(ToolResult.of(JsonValue.of(true)).text()).isEqualTo("true");
        assertThat(ToolResult.of(ToolResult.failure("no")).failed()).isTrue();
        assertThatThrownBy(() -> ToolResult.of(new Object())).isInstanceOf(UndescribableType.class);
    }

    @Test
    void what_cannot_be_shown_is_said_to_have_been_done() {
        Tool tool = Tool.of("start", "Starts", Nothing.class, (nothing, context) -> List.of(new Object()));

        assertThat(results(run(kimi(), "Start", AgentSettings.builder(), tool)))
                .singleElement()
                .asString()
                .startsWith("The tool has run, but its result cannot be shown: Object cannot be described");
    }

    @Test
    void a_type_without_a_schema_is_refused_at_once() {
        assertThatThrownBy(() -> Tool.of("loop", "", Loop.class, (loop, context) -> null))
                .isInstanceOf(UndescribableType.class)
                .hasMessageStartingWith("Loop.thread cannot be described");
    }
}
