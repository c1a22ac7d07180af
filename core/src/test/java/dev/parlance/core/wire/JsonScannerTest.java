package dev.parlance.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonScanner.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Against jackson-core: the same tokens, texts and places, and faults at the same step. {@link JsonFaultsTest} has the words of faults. */
class JsonScannerTest {
    private static final List<String> DOCUMENTS = List.of(
            "{\"model\":\"kimi-k2.6\",\"messages\":[{\"role\":\"user\",\"content\":\"a\\nb \\\"c\\\" \\u00e9\\ud83d\\ude00\"}],\"n\":1}",
            "{\"größe\":\"Größe 😀 你好\",\"\":\"\",\"a\\tb\":-0,\"e\":1.5e-7,\"t\":true,\"f\":false,\"nil\":null,\"x\":{},\"y\":[]}",
            " [ 1 , -12.50 , 1E5 , 9223372036854775807 , -9223372036854775808 , 9223372036854775808 , [ [ ] ] , { \"a\" : { } } ] ",
            "// a\n{ /* b */ \"a\" /**/ : // c\n 1 /* ** */ , \"b\":[true/*x*/,false,null] } // end",
            "\ufeff{\"mark\":[\"before\"]}",
            "\"\\b\\f\\n\\r\\t\\/\\\\\"",
            "true",
            "17 ",
            "");

    private record Step(String token, String text, int from, int to) {}

    /** What one of the two made of a document: what it saw, and whether a fault ended it. */
    private record Walk(List<Step> steps, boolean faulty) {}

    private static final JsonFactory PLAIN = library(false);
    private static final JsonFactory COMMENTED = library(true);

    private static JsonFactory library(boolean comments) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNestingDepth(JsonScanner.DEEPEST)
                        .maxNumberLength(JsonScanner.LONGEST_NUMBER)
                        .maxNameLength(JsonScanner.LONGEST_NAME)
                        .build())
                .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, comments)
                .build();
    }

    private static Walk ours(byte[] bytes, boolean comments, int reading) {
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length, comments);
        List<Step> steps = new ArrayList<>();
        try {
            Token token = scanner.next();
            while (token != Token.END) {
                boolean read = (reading >>> steps.size() % 31 & 1) != 0;
                String text = switch (token) {
                    case NAME -> scanner.string();
                    case STRING -> read ? scanner.string() : "";
                    case WHOLE_NUMBER -> scanner.literal() + " " + scanner.longOr(7);
                    case NUMBER -> scanner.literal();
                    default -> "";
                };
                steps.add(new Step(token.name(), text, scanner.start(), read ? scanner.finish() : -1));
                token = scanner.next();
            }
            return new Walk(steps, false);
        } catch (MalformedJson fault) {
            return new Walk(steps, true);
        }
    }

    private static Walk theirs(byte[] bytes, boolean comments, int reading) {
        List<Step> steps = new ArrayList<>();
        try (JsonParser parser =
                (comments ? COMMENTED : PLAIN).createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                boolean read = (reading >>> steps.size() % 31 & 1) != 0;
                String text = switch (token) {
                    case PROPERTY_NAME -> parser.currentName();
                    case VALUE_STRING -> read ? parser.getString() : "";
                    case VALUE_NUMBER_INT -> parser.getString() + " " + whole(parser);
                    case VALUE_NUMBER_FLOAT -> parser.getString();
                    default -> "";
                };
                int from = (int) parser.currentTokenLocation().getByteOffset();
                int to = read ? end(parser, token, from) : -1;
                steps.add(new Step(name(token), text, from, to));
                token = parser.nextToken();
            }
            return new Walk(steps, false);
        } catch (JacksonException fault) {
            return new Walk(steps, true);
        }
    }

    private static long whole(JsonParser parser) {
        try {
            return parser.getLongValue();
        } catch (JacksonException tooLarge) {
            return 7;
        }
    }

    private static int end(JsonParser parser, JsonToken token, int from) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                from + parser.getString().length();
            default -> (int) parser.currentLocation().getByteOffset();
        };
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "OBJECT";
            case START_ARRAY -> "ARRAY";
            case PROPERTY_NAME -> "NAME";
            case VALUE_NUMBER_INT -> "WHOLE_NUMBER";
            case VALUE_NUMBER_FLOAT -> "NUMBER";
            default -> token.name().replace("VALUE_", "");
        };
    }

    /** The library looks from a name to its value: places of names differ, and a fault of the value is one of the name. */
    private static Walk comparable(Walk walk) {
        List<Step> steps = new ArrayList<>();
        for (Step step : walk.steps()) {
            steps.add(step.token().equals("NAME") ? new Step("NAME", step.text(), 0, 0) : step);
        }
        if (walk.faulty() && !steps.isEmpty() && steps.getLast().token().equals("NAME")) {
            steps.removeLast();
        }
        return new Walk(steps, walk.faulty());
    }

    private static void compare(byte[] bytes, int reading) {
        for (boolean comments : new boolean[] {false, true}) {
            Walk ours = comparable(ours(bytes, comments, reading));
            Walk theirs = comparable(theirs(bytes, comments, reading));
            assertThat(ours)
                    .as(() -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .isEqualTo(theirs);
        }
    }

    @Test
    void tokens_texts_and_places_are_those_of_the_library() {
        for (String document : DOCUMENTS) {
            compare(document.getBytes(StandardCharsets.UTF_8), -1);
            compare(document.getBytes(StandardCharsets.UTF_8), 0);
        }
    }

    @Test
    void damaged_documents_have_the_same_fault_at_the_same_step() {
        Random random = new Random(20_261_121);
        for (int round = 0; round < 4_000; round++) {
            byte[] bytes =
                    damaged(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())).getBytes(StandardCharsets.UTF_8), random);
            // What is no UTF-8 by its first bytes is refused before; the library would look for other encodings.
            if (Arrays.equals(bytes, 0, Math.min(4, bytes.length), withoutZeros(bytes), 0, Math.min(4, bytes.length))) {
                compare(bytes, random.nextInt());
            }
        }
    }

    private static byte[] withoutZeros(byte[] bytes) {
        byte[] start = bytes.clone();
        for (int index = 0; index < start.length; index++) {
            start[index] = start[index] == 0 || start[index] >= (byte) 0xfe && start[index] < 0 ? 1 : start[index];
        }
        return start;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] pieces = "{}[],:\"\\/*0123456789.eE+-tfnu \n\u0001\u007f_aä€😀".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int places = 1 + random.nextInt(2);
        for (byte one : whole) {
            int chance = random.nextInt(whole.length * 3);
            if (chance < places) {
                out.write(random.nextInt(4) == 0 ? random.nextInt(256) : pieces[random.nextInt(pieces.length)]);
            }
            if (chance < places || chance > 2 * places) {
                out.write(one);
            }
        }
        byte[] all = out.toByteArray();
        return random.nextInt(3) == 0 ? Arrays.copyOf(all, random.nextInt(all.length + 1)) : all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\ud83d\ude00\"",
                "tru",
                "truex",
                "true\"",
                "true1",
                "true:",
                "nullé",
                "[true€]",
                "[true1]",
                "{\"a\":tru}",
                "1]",
                "1/",
                "[1/]",
                "-",
                "-a",
                "-01",
                "00",
                "0x",
                "1.",
                "1.e",
                "1e+",
                "[1,]",
                "{,}",
                "{\"a\":1,}",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "]",
                "}",
                "[}",
                "{]",
                "[\"a\" \"b\"]",
                "\"\\u12G4\"",
                "\"\\u123",
                "\"\\",
                "\"\\x\"",
                "{\"\\x\":1}",
                "{\"a\nb\":1}",
                "/",
                "/*",
                "/* a *",
                "//",
                "/x",
                "\"a",
                "{\"a",
                "{\"a\":\"b"
            })
    void small_faults_are_those_of_the_library(String text) {
        compare(text.getBytes(StandardCharsets.UTF_8), -1);
        compare(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    @Test
    void bytes_that_are_no_characters_are_judged_alike() {
        int[][] sequences = {
            {0xc0, 0x80},
            {0xc3},
            {0xc3, 0x28},
            {0xe0, 0x80, 0x80},
            {0xed, 0xa0, 0xbd},
            {0xe2, 0x82},
            {0xf0, 0x9f, 0x98, 0x80},
            {0xf4, 0x90, 0x80, 0x80},
            {0xf8, 0x88, 0x80, 0x80, 0x80},
            {0x80},
            {0xff},
            {0xef, 0xbf, 0xbd},
            {0xf0, 0x9f, 0x98}
        };
        for (int[] sequence : sequences) {
            for (String around :
                    new String[] {"[\"a|b\"]", "{\"a|b\":1}", "[1|]", "[\"|\\n\"]", "{ | }", "[1]// |\n", "/* | */[]"
                    }) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                for (byte one : around.getBytes(StandardCharsets.UTF_8)) {
                    if (one == '|') {
                        for (int value : sequence) {
                            out.write(value);
                        }
                    } else {
                        out.write(one);
                    }
                }
                compare(out.toByteArray(), -1);
                compare(out.toByteArray(), 0);
            }
        }
    }

    @Test
    void limits_are_those_of_the_library() {
        for (int around : new int[] {-1, 0, 1, 2}) {
            compare(("[".repeat(500 + around) + "]".repeat(500 + around)).getBytes(StandardCharsets.UTF_8), -1);
            compare(
                    ("{\"a\":".repeat(500 + around) + "1" + "}".repeat(500 + around)).getBytes(StandardCharsets.UTF_8),
                    0);
            compare(("[" + "7".repeat(1000 + around) + "]").getBytes(StandardCharsets.UTF_8), -1);
            compare(("[-1." + "7".repeat(998 + around) + ",2]").getBytes(StandardCharsets.UTF_8), -1);
            compare(("{\"" + "n".repeat(50_000 + around) + "\":1}").getBytes(StandardCharsets.UTF_8), -1);
        }
    }

    @Test
    void names_are_right_though_many_share_a_place_in_the_memory_of_names() {
        List<String> names = new ArrayList<>();
        for (int number = 0; number < 3000; number++) {
            names.add("name-" + number % 1500);
        }
        // Equal hashes: "Aa" and "BB".
        names.addAll(List.of("Aa", "BB", "Aa", "BB"));
        StringBuilder text = new StringBuilder("[");
        names.forEach(name -> text.append("{\"").append(name).append("\":1},"));
        byte[] bytes = text.append("0]").toString().getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length, false);
        List<String> seen = new ArrayList<>();
        scanner.next();
        while (scanner.next() == Token.OBJECT) {
            seen.add(scanner.nextName());
            scanner.next();
            scanner.next();
        }

        assertThat(seen).isEqualTo(names);
    }
}
