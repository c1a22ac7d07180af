package dev.parlance.testkit.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that somebody on the way may look at, wherever words stand: the raw lane does not see them, and must send the same. */
class RawWordsTest {
    private static final List<String> WORDS = List.of(
            "{\"path\": \"/a/b\", \"lines\": [1, 2.0, \"x\\ny\"]}",
            " \n {\"a\":{\"b\":\"words in an object\"}} \n",
            "{ no object, only like one",
            "{\"output\": \"the word for results\"}",
            "{\"error\": {\"text\": \"of a tool that failed\"}}",
            "[1, 2, \"a list of things\"]",
            "\"a string in quotes\"",
            "blanks at the end  \n\t \r\n",
            "wide blanks at the end\u3000\u2003\u2028",
            "a hard space at the end\u00a0",
            "a full stop that is no blank。",
            "a backslash and an n at the end\\n",
            "   blanks at the beginning",
            "please answer in JSON",
            "quotes \" and \\ back / slash \b\f\u0001\u007f",
            "parlanceCut0Z is a word like any other",
            "😀 grins, \ud83d is half of it",
            "é à ü 你好 \u2028\u2029 \ufeff",
            "<think>so</think>answer</thinking>",
            "data:text/plain;base64,QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=",
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w",
            "x".repeat(400));

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "anthropic-messages", "gemini"})
    void both_lanes_send_the_same_words_to_every_host(String dialect) {
        List<Profile> profiles = new ArrayList<>();
        for (String target : RawRequestLawTest.DIALECTS) {
            profiles.addAll(RawRequestLawTest.profiles(target));
        }
        int raw = 0;
        int pairs = 0;
        for (int number = 0; number < WORDS.size(); number++) {
            for (ChatRequest request : requests(dialect, WORDS.get(number))) {
                String body = body(request, dialect);
                for (String spelling : List.of(body, escaped(body))) {
                    BothLanes lanes = new BothLanes(
                            spelling,
                            dialect,
                            spelling.getBytes(StandardCharsets.UTF_8),
                            RawRequestLawTest.target(dialect));
                    for (int index = number % 5; index < profiles.size(); index += 5) {
                        pairs++;
                        raw += lanes.agree(profiles.get(index), Policy.ADAPT) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(raw * 100 / pairs).as("raw, in percent").isGreaterThanOrEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u007b", " \\u007b", "\\n \\u007B", "\\u0020 {", "\\u3000{", " {"})
    void an_object_in_a_result_is_one_however_its_beginning_is_spelled(String brace) {
        String body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"tool_calls\":"
                        + "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"" + brace
                        + "\\\"words\\\":\\\"some words of a result\\\"}\"}]}";
        BothLanes lanes = new BothLanes(
                body, "openai-chat", body.getBytes(StandardCharsets.UTF_8), RawRequestLawTest.target("openai-chat"));
        for (Profile profile : RawRequestLawTest.profiles("gemini")) {
            lanes.agree(profile, Policy.ADAPT);
        }
    }

    /** The words in every place where a request has words. */
    private static List<ChatRequest> requests(String dialect, String words) {
        String id = "call_abcd1234";
        RawJson arguments = RawJson.of(JsonValue.object("file", JsonValue.of(words)));
        String data =
                Base64.getEncoder().encodeToString((words + "  some more words").getBytes(StandardCharsets.UTF_8));
        Message system = new Message.System(false, text(words), ContentForm.FREE, Members.NONE);
        Message user = new Message.User(text(words), ContentForm.FREE, Members.NONE);
        Message reasoned = new Message.Assistant(
                List.of(
                        new Content.Reasoning(words, null, "reasoning_content", Members.NONE),
                        new Content.Text(words),
                        new Content.ToolCall(id, "read", arguments)),
                ContentForm.FREE,
                Members.NONE);
        Message broken = new Message.Assistant(
                List.of(new Content.ToolCall(id, "read", RawJson.ofText(words))), ContentForm.FREE, Members.NONE);
        Message result = new Message.ToolResult(id, text(words), ContentForm.FREE, Members.NONE);
        Message said = new Message.Assistant(text(words), ContentForm.FREE, Members.NONE);
        Message shown = new Message.User(
                List.of(
                        new Content.Text(words),
                        new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64," + data, Members.NONE),
                        new Content.Media(Content.Media.Kind.FILE, "data:text/plain;base64," + data, Members.NONE)),
                ContentForm.PARTS,
                Members.NONE);
        Tool tool = new Tool.Function(
                "read",
                words,
                RawJson.of(
                        Json.parse("{\"type\":\"object\",\"properties\":{\"file\":{\"type\":\"string\",\"description\":"
                                + Json.text(JsonValue.of(words)) + "}}}")),
                null,
                Members.NONE,
                Members.NONE);
        return List.of(
                request(dialect, List.of(system, user, reasoned, result)).build(),
                request(dialect, List.of(system, system, user, said)).build(),
                request(dialect, List.of(user, broken, result, said, user)).build(),
                request(dialect, List.of(shown)).tools(List.of(tool)).build(),
                request(dialect, List.of(user))
                        .responseFormat(new ResponseFormat.JsonObject())
                        .build());
    }

    private static ChatRequest.Builder request(String dialect, List<Message> messages) {
        return ChatRequest.builder("model").dialect(dialect).messages(messages);
    }

    private static List<Content> text(String words) {
        return List.of(new Content.Text(words));
    }

    private static String body(ChatRequest request, String name) {
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(name));
        return new String(
                Preparation.prepare(request, Profile.unknown("host", "model", name), dialect, Policy.PASSTHROUGH)
                        .wire()
                        .body()
                        .bytes(),
                StandardCharsets.UTF_8);
    }

    /** The same JSON as writers spell it that keep to ASCII and escape what they may. */
    private static String escaped(String body) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < body.length(); index++) {
            char letter = body.charAt(index);
            if (letter == '/') {
                escaped.append("\\/");
            } else if (letter < 0x80) {
                escaped.append(letter);
            } else {
                escaped.append(String.format("\\u%04x", (int) letter));
            }
        }
        return escaped.toString();
    }
}
