package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.gateway.Caller;
import dev.parlance.gateway.GatewaySettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that are no requests, at every door: each gets the dialect's own error, and the connection and the server go on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadBodyTest {
    private static final int BAD_REQUEST = 400;
    private static final HostWire HOST = HostWire.CHAT;
    private static final String JSON = "content-type: application/json";
    private static final GatewaySettings SMALL =
            Theatre.ONCE.withMaxBodyBytes(100_000).withBodyTime(Duration.ofSeconds(2));
    private static final List<String> NO_REQUESTS = List.of(
            " ",
            "{",
            "{\"model\":",
            "{\"model\" \"m\"}",
            "{'model':'m'}",
            "nul",
            "null",
            "true",
            "7",
            "-",
            "1e999999999999",
            "\"text\"",
            "\"",
            "\"\\ud800",
            "[]",
            "[1,2]",
            "{}",
            "{}{}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\t\"}",
            "\u0000",
            "<xml/>",
            "model=m&messages=x",
            "[".repeat(10_000),
            "[".repeat(10_000) + "]".repeat(10_000),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));

    private final Theatre theatre = new Theatre(SMALL);
    private final Quiet log = new Quiet();

    @BeforeEach
    void hostAnswers() {
        theatre.plays((request, stage) -> stage.answer(200, "application/json", HOST.plain()));
    }

    @AfterEach
    void nothingIsLogged() {
        log.wasKept();
    }

    @AfterAll
    void close() {
        log.close();
        theatre.close();
    }

    private static Heard send(Caller caller, ClientDoor door, String body, String... headers) throws Exception {
        caller.send("POST", door.path(HOST.model(), false), body, headers.length == 0 ? new String[] {JSON} : headers);
        return new Heard(door, false, caller.reply());
    }

    private static void goesOn(Caller caller, ClientDoor door) throws Exception {
        send(caller, door, door.body(HOST.model(), false, "Say hi")).whole();
    }

    private static JsonObject good(ClientDoor door) {
        return (JsonObject) Json.parse(door.body(HOST.model(), false, "Say hi"));
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void what_is_no_request_is_refused_and_the_connection_goes_on(ClientDoor door) throws Exception {
        try (Caller caller = theatre.caller()) {
            for (String body : NO_REQUESTS) {
                send(caller, door, body).refused(ErrorKind.INVALID_REQUEST, BAD_REQUEST);
            }
            caller.send("POST", door.path(HOST.model(), false), "", JSON, "content-length: 0");
            new Heard(door, false, caller.reply()).refused(ErrorKind.INVALID_REQUEST, BAD_REQUEST);
            goesOn(caller, door);
        }
    }

    /** The members that are most of a request, and some within them. */
    private static List<String> main(ClientDoor door) {
        return switch (door) {
            case CHAT -> List.of("model", "messages", "tools", "stream", "temperature", "max_tokens");
            case RESPONSES -> List.of("model", "tools", "stream", "temperature", "max_output_tokens");
            case MESSAGES -> List.of("model", "messages", "tools", "stream", "temperature", "max_tokens");
            case GEMINI, GEMINI_ARRAY -> List.of("contents", "tools", "generationConfig", "systemInstruction");
        };
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void members_of_a_wrong_type_are_refused(ClientDoor door) throws Exception {
        try (Caller caller = theatre.caller()) {
            for (String member : main(door)) {
                boolean nested = good(door).get(member) instanceof JsonValue.JsonArray;
                List<String> wrong = nested
                        ? List.of("7", "\"text\"", "[7]", "[\"text\"]", "[[]]", "[null]")
                        : List.of("[7]", "[[]]");
                for (String value : wrong) {
                    String body = Json.text(good(door).with(member, Json.parse(value)));
                    Heard heard = send(caller, door, body);
                    assertThat(heard.reply().status())
                            .as(member + ": " + value + " at " + door + ": "
                                    + heard.reply().body())
                            .isEqualTo(BAD_REQUEST);
                    assertThat(heard.reply().body())
                            .startsWith(door.errorStart())
                            .contains(door.word(ErrorKind.INVALID_REQUEST));
                }
            }
            goesOn(caller, door);
        }
    }

    /** Whether a member may hold a value is for each dialect to say; a value of any kind gets an answer, and never a failure of the gateway. */
    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void members_of_any_type_get_an_answer_of_the_dialect(ClientDoor door) throws Exception {
        List<String> values = List.of(
                "null",
                "true",
                "7",
                "-1",
                "1e400",
                "\"\"",
                "\"text\"",
                "[]",
                "{}",
                "[{}]",
                "{\"type\":\"x\"}",
                "[{\"type\":7}]",
                "[{\"role\":\"user\",\"content\":[{\"type\":[]}]}]",
                "[{\"role\":7,\"parts\":[{}]}]");
        List<String> members = List.of(
                "model",
                "messages",
                "input",
                "contents",
                "tools",
                "tool_choice",
                "toolConfig",
                "stream",
                "stream_options",
                "stop",
                "stop_sequences",
                "temperature",
                "max_tokens",
                "response_format",
                "text",
                "reasoning",
                "reasoning_effort",
                "thinking",
                "system",
                "systemInstruction",
                "instructions",
                "generationConfig",
                "safetySettings",
                "metadata",
                "include",
                "previous_response_id",
                "store",
                "n",
                "logit_bias",
                "nobody_knows_me");
        try (Caller caller = theatre.caller()) {
            for (String member : members) {
                for (String value : values) {
                    String body = Json.text(good(door).with(member, Json.parse(value)));
                    Heard heard = send(caller, door, body);
                    String cell = member + ": " + value + " at " + door + ": " + heard.reply();
                    assertThat(heard.reply().status()).as(cell).isBetween(200, 404);
                    if (heard.reply().status() != 200) {
                        assertThat(heard.reply().body()).as(cell).startsWith(door.errorStart());
                    }
                }
            }
            goesOn(caller, door);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void a_model_that_is_not_there_is_not_found(ClientDoor door) throws Exception {
        for (String model : List.of("nowhere/m-1", "gpt-99", "/", "a/b/c", "../etc", "openai-compatible")) {
            try (Caller caller = theatre.caller()) {
                door.ask(caller, model, false, "Say hi");
                Heard heard = new Heard(door, false, caller.reply());
                assertThat(heard.reply().status())
                        .as(model + ": " + heard.reply())
                        .isIn(400, 404);
                assertThat(heard.reply().body()).startsWith(door.errorStart());
                goesOn(caller, door);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void text_that_is_no_utf_8_is_refused_and_never_passed_on_and_a_byte_order_mark_is_no_fault(ClientDoor door)
            throws Exception {
        String good = door.body(HOST.model(), false, "Say hi");
        for (String broken : List.of("\u00ff", "\u00c3(", "\u0080", "\u00f0\u009f", "\u00f8\u0088\u0080\u0080\u0080")) {
            RawHttp.Answer answer = letters(theatre, door, good.replace("Say hi", broken));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(BAD_REQUEST);
            assertThat(answer.body()).startsWith(door.errorStart());
        }
        // A half of a pair, a point beyond the last, a slash in two bytes: refused or mended, but not passed on.
        for (String forbidden : List.of("\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00c0\u00af")) {
            try (Theatre own = new Theatre(SMALL)) {
                own.plays((request, stage) -> stage.answer(200, "application/json", HOST.plain()));
                RawHttp.Answer answer = letters(own, door, good.replace("Say hi", forbidden));
                assertThat(answer.status()).as(answer.toString()).isIn(200, BAD_REQUEST);
                assertThat(own.host.received())
                        .allSatisfy(received -> assertThat(received.body()).doesNotContain("\ufffd\ufffd"));
            }
        }
        assertThat(letters(theatre, door, "\u00ef\u00bb\u00bf" + good).status()).isEqualTo(200);
    }

    /** Sends that body byte for letter. */
    private static RawHttp.Answer letters(Theatre theatre, ClientDoor door, String body) throws Exception {
        try (RawHttp raw = new RawHttp(theatre.gateway)) {
            return raw.write("POST " + door.path(HOST.model(), false) + " HTTP/1.1\r\nhost: localhost\r\n" + JSON
                            + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)
                    .answer();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void a_member_that_stands_twice_is_refused_for_nobody_knows_which_one_a_host_would_take(ClientDoor door)
            throws Exception {
        String body = door.body(HOST.model(), false, "Say hi");
        try (Caller caller = theatre.caller()) {
            for (String member : good(door).members().keySet()) {
                Heard heard = send(caller, door, "{\"" + member + "\":null," + body.substring(1));
                heard.refused(ErrorKind.INVALID_REQUEST, BAD_REQUEST);
                assertThat(heard.reply().body()).contains(member);
            }
            goesOn(caller, door);
        }
    }

    @Test
    void a_narrow_host_gets_no_member_that_it_does_not_know() throws Exception {
        try (Theatre own = new Theatre(SMALL);
                Caller caller = own.caller()) {
            own.plays((request, stage) -> stage.answer(200, "application/json", HOST.plain()));
            JsonObject asked = good(ClientDoor.CHAT)
                    .with("model", JsonValue.of("qiniu/deepseek-v3"))
                    .with("nobody_knows_me", JsonValue.of(7));
            Heard heard = send(caller, ClientDoor.CHAT, Json.text(asked));
            heard.whole();
            assertThat(own.host.only().body()).doesNotContain("nobody_knows_me");
            assertThat(heard.reply().header("x-parlance-adjustments")).contains("extra-body=dropped");
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void bodies_of_other_kinds_are_not_taken(ClientDoor door) throws Exception {
        String body = door.body(HOST.model(), false, "Say hi");
        try (Caller caller = theatre.caller()) {
            for (Map.Entry<String, String> odd : Map.of(
                            "content-type: text/plain", "x-nothing: 1",
                            "content-type: multipart/form-data; boundary=x", "x-nothing: 2",
                            "content-type: ;", "x-nothing: 3",
                            "x-no-type: 1", "x-nothing: 4",
                            "content-encoding: gzip", JSON,
                            "content-encoding: br", JSON,
                            "content-encoding: identity, gzip", JSON)
                    .entrySet()) {
                send(caller, door, body, odd.getKey(), odd.getValue()).refused(ErrorKind.INVALID_REQUEST, 415);
            }
            send(caller, door, body, JSON, "content-encoding: identity").whole();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void a_body_beyond_the_limit_is_refused_announced_or_not(ClientDoor door) throws Exception {
        String start = "POST " + door.path(HOST.model(), false) + " HTTP/1.1\r\nhost: localhost\r\n" + JSON + "\r\n";
        try (Caller caller = theatre.caller()) {
            send(caller, door, " ".repeat(100_001)).refused(ErrorKind.REQUEST_TOO_LARGE, 413);
            caller.write(start + "transfer-encoding: chunked\r\n\r\n"
                    + ("ea60\r\n" + " ".repeat(60_000) + "\r\n").repeat(3) + "0\r\n\r\n");
            new Heard(door, false, caller.reply()).refused(ErrorKind.REQUEST_TOO_LARGE, 413);
            goesOn(caller, door);
        }
    }

    @Test
    void a_body_that_does_not_come_is_given_up_and_its_connection_closed() throws Exception {
        Theatre.allAtOnce(Arrays.stream(ClientDoor.values())
                .<Callable<Void>>map(door -> () -> {
                    try (RawHttp raw = new RawHttp(theatre.gateway)) {
                        raw.write("POST " + door.path(HOST.model(), false) + " HTTP/1.1\r\nhost: localhost\r\n" + JSON
                                + "\r\ncontent-length: 5000\r\n\r\n{\"model\":");
                        RawHttp.Answer answer = raw.answer();
                        assertThat(answer.status()).isEqualTo(408);
                        assertThat(answer.body()).startsWith(door.errorStart());
                        assertThat(raw.isClosed()).isTrue();
                    }
                    return null;
                })
                .toList());
    }
}
