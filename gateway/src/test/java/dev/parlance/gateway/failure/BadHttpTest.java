package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.gateway.PlayedHost;
import dev.parlance.providers.credential.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no HTTP, or HTTP as nobody means it: answered in the words of the door, and the connection closed where its rest could be anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadHttpTest {
    private static final HostWire HOST = HostWire.CHAT;
    private static final PlayedHost.Role ANSWERS =
            (request, stage) -> stage.answer(200, "application/json", HOST.plain());

    private final Theatre theatre = new Theatre(Theatre.ONCE);
    private final Quiet log = new Quiet();

    @BeforeEach
    void hostAnswers() {
        theatre.plays(ANSWERS);
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

    private static String body(ClientDoor door) {
        return door.body(HOST.model(), false, "Say hi");
    }

    private static String start(ClientDoor door) {
        return "POST " + door.path(HOST.model(), false)
                + " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    }

    private static String length(ClientDoor door) {
        return "content-length: " + body(door).length() + "\r\n";
    }

    private static String chunked(ClientDoor door) {
        return Integer.toHexString(body(door).length()) + "\r\n" + body(door) + "\r\n0\r\n\r\n";
    }

    private void serverGoesOn(ClientDoor door) throws Exception {
        theatre.call(door, HOST, false).whole();
    }

    /** Bodies of which two readers could see different ends. */
    private static Map<String, String> smuggled(ClientDoor door) {
        String start = start(door);
        String transfer = start + "transfer-encoding: ";
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put(
                "a length and chunks", start + length(door) + "transfer-encoding: chunked\r\n\r\n" + chunked(door));
        requests.put("chunks and a length", transfer + "chunked\r\ncontent-length: 4\r\n\r\n" + chunked(door));
        requests.put("two lengths", start + length(door) + "content-length: 3\r\n\r\n" + body(door));
        requests.put("a list of lengths", start + "content-length: 3, 4\r\n\r\n" + body(door));
        requests.put("a length with a sign", start + "content-length: +3\r\n\r\n" + body(door));
        requests.put("a negative length", start + "content-length: -1\r\n\r\n" + body(door));
        requests.put("a length in hexadecimal", start + "content-length: 0x10\r\n\r\n" + body(door));
        requests.put("a length beyond all", start + "content-length: 99999999999999999999\r\n\r\n" + body(door));
        requests.put("an unknown transfer", transfer + "xchunked\r\n\r\n" + chunked(door));
        requests.put("no transfer", transfer + "identity\r\n\r\n" + chunked(door));
        requests.put("chunks within something", transfer + "chunked, identity\r\n\r\n" + chunked(door));
        requests.put("chunks in chunks", transfer + "chunked\r\ntransfer-encoding: chunked\r\n\r\n" + chunked(door));
        requests.put("a hidden transfer", transfer + "\u000bchunked\r\n\r\n" + chunked(door));
        requests.put("chunks in the older version", transfer.replace("1.1", "1.0") + "chunked\r\n\r\n" + chunked(door));
        for (String size : List.of("zz", "-1", "0x10", "+5", "", "FFFFFFFFFFFFFFFFFF", "5 5", "1_0")) {
            requests.put(
                    "a chunk of size " + size,
                    transfer + "chunked\r\n\r\n" + size + "\r\n" + body(door) + "\r\n0\r\n\r\n");
        }
        requests.put("a chunk longer than it says", transfer + "chunked\r\n\r\n2\r\n{}XX0\r\n\r\n");
        requests.put(
                "a chunk with a book", transfer + "chunked\r\n\r\n2;" + "x".repeat(100_000) + "\r\n{}\r\n0\r\n\r\n");
        requests.put("a space before the colon", start + length(door).replace(":", " :") + "\r\n" + body(door));
        requests.put("bare line feeds", start + (length(door) + "\r\n").replace("\r\n", "\n") + body(door));
        requests.put("a bare carriage return", start + "x-a: b\rx-c: d\r\n" + length(door) + "\r\n" + body(door));
        requests.put("a zero in a value", start + "x-a: b\0c\r\n" + length(door) + "\r\n" + body(door));
        requests.put("a zero in a name", start + "x\0a: b\r\n" + length(door) + "\r\n" + body(door));
        requests.put("a header without a colon", start + "x-a\r\n" + length(door) + "\r\n" + body(door));
        return requests;
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void what_could_be_read_in_two_ways_is_refused_and_nothing_behind_it_is_read(ClientDoor door) throws Exception {
        try (Theatre own = new Theatre(Theatre.ONCE)) {
            own.plays(ANSWERS);
            for (Map.Entry<String, String> request : smuggled(door).entrySet()) {
                try (RawHttp raw = new RawHttp(own.gateway)) {
                    String second = start(ClientDoor.CHAT) + length(ClientDoor.CHAT) + "\r\n" + body(ClientDoor.CHAT);
                    RawHttp.Answer answer =
                            raw.write(request.getValue() + second).answer();
                    String cell = request.getKey() + " at " + door + ": " + answer;
                    assertThat(answer.status()).as(cell).isEqualTo(400);
                    assertThat(answer.body()).as(cell).startsWith(door.errorStart());
                    assertThat(raw.isClosed()).as(cell).isTrue();
                }
            }
            assertThat(own.host.received()).isEmpty();
            own.call(door, HOST, false).whole();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void too_much_of_a_head_is_refused(ClientDoor door) throws Exception {
        String end = length(door) + "\r\n" + body(door);
        Map<String, Integer> floods = new LinkedHashMap<>();
        floods.put(start(door) + "x-a: " + "b".repeat(200_000) + "\r\n" + end, 431);
        floods.put(start(door) + "x-a: b\r\n".repeat(50_000) + end, 431);
        floods.put(start(door) + "x".repeat(200_000) + ": b\r\n" + end, 431);
        floods.put(
                start(door)
                                .replace(
                                        " HTTP",
                                        (door.path("m", false).contains("?") ? "&" : "?") + "a".repeat(200_000)
                                                + " HTTP")
                        + end,
                414);
        for (Map.Entry<String, Integer> flood : floods.entrySet()) {
            try (RawHttp raw = new RawHttp(theatre.gateway)) {
                RawHttp.Answer answer = raw.write(flood.getKey()).answer();
                // A client that is still writing when it is cut off may lose the answer on the way.
                assertThat(answer.status()).isIn(flood.getValue(), 0);
                if (answer.status() == 431) {
                    assertThat(answer.body()).startsWith(door.errorStart());
                }
                assertThat(raw.isClosed()).isTrue();
            }
        }
        serverGoesOn(door);
    }

    @Test
    void what_is_no_http_at_all_is_refused() throws Exception {
        for (String noise : List.of(
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                "GET /\r\n\r\n",
                "hello there you\r\n\r\n",
                "hello\r\n\r\n",
                "P(ST / HTTP/1.1\r\nhost: localhost\r\n\r\n",
                "GET / HTTP/3.0\r\nhost: localhost\r\n\r\n",
                "GET / HTTP/9.9\r\nhost: localhost\r\n\r\n",
                "GET /a b HTTP/1.1\r\nhost: localhost\r\n\r\n")) {
            try (RawHttp raw = new RawHttp(theatre.gateway)) {
                RawHttp.Answer answer = raw.write(noise).answer();
                assertThat(answer.status()).as(noise).isIn(400, 501);
                assertThat(raw.isClosed()).isTrue();
            }
        }
        serverGoesOn(ClientDoor.CHAT);
    }

    @Test
    void what_begins_as_http_2_and_is_none_ends_the_connection() throws Exception {
        try (RawHttp raw = new RawHttp(theatre.gateway)) {
            raw.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\ngarbage that is no frame, and then some more of it");
            assertThat(raw.answer().status()).isZero();
            assertThat(raw.isClosed()).isTrue();
        }
        serverGoesOn(ClientDoor.CHAT);
        // The library tells that itself, before there is a connection that could be told not to.
        log.forgets("io.vertx.core.net.impl.ConnectionBase");
    }

    @Test
    void other_methods_and_addresses_are_told_what_there_is_and_the_connection_goes_on() throws Exception {
        Map<String, Integer> requests = new LinkedHashMap<>();
        requests.put("CONNECT example.com:443", 404);
        requests.put("TRACE /v1/chat/completions", 405);
        requests.put("OPTIONS *", 404);
        requests.put("BREW /v1/chat/completions", 405);
        requests.put("post /v1/chat/completions", 405);
        requests.put("GET /v1/%63hat/completions", 404);
        requests.put("GET /v1/models/../../etc/passwd", 404);
        requests.put("GET /v1/models/%2e%2e/%2e%2e/etc/passwd", 404);
        requests.put("GET /v1/models/%zz", 404);
        requests.put("GET /v1beta/models/%", 404);
        requests.put("GET /v1/models/%00", 404);
        requests.put("GET //v1//models", 404);
        requests.put("GET /v1/models/", 404);
        requests.put("GET /v1/models#x", 404);
        requests.put("GET \\v1\\models", 404);
        requests.put("GET /v1/models?x=%zz&&=", 200);
        requests.put("GET http://example.com/v1/models", 200);
        try (RawHttp raw = new RawHttp(theatre.gateway)) {
            for (Map.Entry<String, Integer> request : requests.entrySet()) {
                RawHttp.Answer answer = raw.write(
                                request.getKey() + " HTTP/1.1\r\nhost: localhost\r\nx-secret: kept\r\n\r\n")
                        .answer();
                assertThat(answer.status()).as(request.getKey() + ": " + answer).isEqualTo(request.getValue());
                assertThat(answer.body()).startsWith("{").doesNotContain("kept");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void a_wrong_method_and_a_broken_address_are_told_in_the_words_of_the_door(ClientDoor door) throws Exception {
        try (RawHttp raw = new RawHttp(theatre.gateway)) {
            RawHttp.Answer method = raw.write(
                            "GET " + door.path(HOST.model(), false) + " HTTP/1.1\r\nhost: localhost\r\n\r\n")
                    .answer();
            assertThat(method.status()).isEqualTo(405);
            assertThat(method.body()).startsWith(door.errorStart());
            assertThat(method.says("allow: post")).isTrue();
            if (door == ClientDoor.GEMINI || door == ClientDoor.GEMINI_ARRAY) {
                for (String model : List.of("a%zz", "%", "a%2", "a%00b", "a%0d%0ab", "..%2f..")) {
                    RawHttp.Answer broken = raw.write("POST /v1beta/models/" + model
                                    + ":generateContent?alt=%zz HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
                                    + length(door) + "\r\n" + body(door))
                            .answer();
                    assertThat(broken.status()).as(broken.toString()).isIn(400, 404);
                    assertThat(broken.body()).startsWith(door.errorStart());
                }
            }
        }
        serverGoesOn(door);
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void a_key_that_cannot_be_read_opens_nothing(ClientDoor door) throws Exception {
        try (Theatre locked = new Theatre(Theatre.ONCE.withKeys(Map.of("laptop", Secret.of("open-sesame"))))) {
            for (String query : List.of("key=%zz", "key=", "key", "key=open-sesame%", "%zz=1&key=x")) {
                try (RawHttp raw = new RawHttp(locked.gateway)) {
                    String path = door.path(HOST.model(), false);
                    RawHttp.Answer answer = raw.write(
                                    start(door).replace(path, path + (path.contains("?") ? "&" : "?") + query)
                                            + length(door) + "\r\n" + body(door))
                            .answer();
                    assertThat(answer.status()).as(query + ": " + answer).isEqualTo(401);
                    assertThat(answer.body()).startsWith(door.errorStart());
                }
            }
            assertThat(locked.host.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void requests_that_come_all_at_once_are_answered_in_order(ClientDoor door) throws Exception {
        String good = start(door) + length(door) + "\r\n" + body(door);
        String bad = start(door) + "content-length: 1\r\n\r\n{";
        try (RawHttp raw = new RawHttp(theatre.gateway)) {
            raw.write(good + bad + good + bad + good);
            List<Integer> statuses = new ArrayList<>();
            for (int number = 0; number < 5; number++) {
                statuses.add(raw.answer().status());
            }
            assertThat(statuses).containsExactly(200, 400, 200, 400, 200);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientDoor.class)
    void a_client_that_closes_its_half_within_a_request_leaves_nothing_behind(ClientDoor door) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        theatre.plays((request, stage) -> {
            asked.countDown();
            if (stage.sawClose()) {
                closed.countDown();
            }
        });
        try (RawHttp raw = new RawHttp(theatre.gateway)) {
            raw.write(start(door) + "content-length: 500\r\n\r\n{").halfClose();
            assertThat(raw.isClosed()).isTrue();
        }
        try (RawHttp raw = new RawHttp(theatre.gateway)) {
            raw.write(start(door) + length(door) + "\r\n" + body(door));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            raw.halfClose();
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(raw.isClosed()).isTrue();
        }
        theatre.plays(ANSWERS);
        serverGoesOn(door);
    }
}
