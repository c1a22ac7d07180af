package dev.parlance.testkit;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Makes requests and JSON values at random, the same ones for the same seed. Not thread-safe. */
public final class Generator {
    private static final String[] WORDS = {
        "",
        "a",
        "hello",
        "Grüße",
        "你好",
        "😀 face",
        "two\nlines",
        "tab\t\"quoted\" \\ back",
        "\u0000\u001f",
        "e\u0301",
        "x".repeat(300),
        "\ud83d",
        "</thinking>",
        "data: [DONE]",
        "{\"json\":true}"
    };

    private final SplittableRandom random;

    /** The generator of that seed. */
    public Generator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to below the bound. */
    public int number(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of the choices. */
    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Text of all sorts, sometimes empty, sometimes with half a surrogate pair. */
    public String text() {
        StringBuilder text = new StringBuilder(pick(WORDS));
        while (oneIn(2)) {
            text.append(pick(WORDS));
        }
        return text.toString();
    }

    /** Text with at least one character that is no blank. */
    public String words() {
        return text() + "w" + number(10_000);
    }

    /** A value of any kind, nested at most so deep. */
    public JsonValue json(int depth) {
        return switch (number(depth > 0 ? 7 : 5)) {
            case 0 -> JsonValue.of(text());
            case 1 -> JsonValue.of(random.nextLong());
            case 2 -> JsonValue.of(random.nextDouble() * 1e6);
            case 3 -> JsonValue.of(oneIn(2));
            case 4 -> JsonValue.JsonNull.NULL;
            case 5 -> new JsonValue.JsonArray(some(3, () -> json(depth - 1)));
            default -> object(depth - 1);
        };
    }

    /** An object. */
    public JsonValue.JsonObject object(int depth) {
        JsonValue.JsonObject object = JsonValue.JsonObject.EMPTY;
        for (int count = number(4); count > 0; count--) {
            object = object.with("m" + number(50) + pick("", "ä", " "), json(depth));
        }
        return object;
    }

    /**
     * A request with everything the Chat dialect can carry for a host that takes all of it. Its parameters have values that every host's
     * type check passes.
     */
    public ChatRequest request() {
        ChatRequest.Builder builder =
                ChatRequest.builder("host/model-" + number(100)).dialect("openai-chat");
        List<Message> messages = new ArrayList<>();
        if (oneIn(2)) {
            messages.add(new Message.System(oneIn(3), List.of(new Content.Text(words())), ContentForm.STRING, extra()));
        }
        for (int turns = 1 + number(4); turns > 0; turns--) {
            turn(messages);
        }
        builder.messages(messages);
        builder.tools(some(3, this::tool));
        if (oneIn(3)) {
            builder.toolChoice(pick(
                    new ToolChoice.Auto(),
                    new ToolChoice.None(),
                    new ToolChoice.Required(),
                    new ToolChoice.Named("f1")));
        }
        if (oneIn(4)) {
            builder.responseFormat(pick(
                    new ResponseFormat.Text(),
                    new ResponseFormat.JsonObject(),
                    new ResponseFormat.JsonSchema(
                            "answer", oneIn(2) ? words() : null, raw(object(2)), oneIn(2), Members.NONE)));
        }
        if (oneIn(3)) {
            builder.thinking(new Thinking.Effort(pick("minimal", "low", "medium", "high", "xhigh", "max")));
        }
        parameters(builder);
        if (oneIn(2)) {
            builder.streaming(new ChatRequest.Streaming(oneIn(2), Members.NONE));
        }
        if (oneIn(4)) {
            builder.extra("vendor_member", raw(json(2)));
        }
        return builder.build();
    }

    private void parameters(ChatRequest.Builder builder) {
        for (Parameter parameter : Parameter.values()) {
            if (parameter == Parameter.THINKING_KEEP || parameter == Parameter.THINKING_SUMMARY || !oneIn(6)) {
                continue;
            }
            JsonValue value = switch (parameter.type()) {
                case NUMBER -> JsonValue.of(number(200) / 100.0);
                case INTEGER -> JsonValue.of(number(5000));
                case BOOLEAN -> JsonValue.of(oneIn(2));
                case TEXT -> JsonValue.of(words());
                case TEXTS -> oneIn(2) ? JsonValue.of(words()) : JsonValue.strings(List.of(words(), words()));
                case ARRAY -> JsonValue.strings(List.of(words()));
                case OBJECT -> object(1);
                case ANY, STRUCTURED -> null;
            };
            if (value != null) {
                String spelling = parameter == Parameter.MAX_OUTPUT_TOKENS
                        ? pick("max_tokens", "max_completion_tokens")
                        : parameter.name().toLowerCase(Locale.ROOT);
                builder.parameter(parameter, value, spelling);
            }
        }
    }

    private void turn(List<Message> messages) {
        messages.add(user());
        List<Content> content = new ArrayList<>();
        if (oneIn(2)) {
            content.add(new Content.Reasoning(text(), null, pick("reasoning_content", "reasoning"), Members.NONE));
        }
        boolean speaks = oneIn(2);
        if (speaks) {
            content.add(new Content.Text(words()));
        }
        List<Content.ToolCall> calls = speaks && oneIn(2) ? List.of() : some(3, this::call);
        content.addAll(calls);
        ContentForm silent = pick(ContentForm.NULL, ContentForm.ABSENT, ContentForm.STRING);
        messages.add(new Message.Assistant(content, speaks ? ContentForm.STRING : silent, extra()));
        for (Content.ToolCall call : calls) {
            messages.add(new Message.ToolResult(
                    call.id(), List.of(new Content.Text(words())), ContentForm.STRING, Members.NONE));
        }
    }

    private Message user() {
        if (oneIn(2)) {
            return new Message.User(List.of(new Content.Text(words())), ContentForm.STRING, extra());
        }
        List<Content> parts = new ArrayList<>();
        parts.add(new Content.Text(words(), oneIn(3) ? Members.of("cache_control", raw(object(1))) : Members.NONE));
        if (oneIn(2)) {
            parts.add(new Content.Media(
                    pick(Content.Media.Kind.IMAGE, Content.Media.Kind.VIDEO),
                    "data:image/png;base64,AAAA",
                    oneIn(2) ? Members.of("detail", raw(JsonValue.of("low"))) : Members.NONE));
        }
        if (oneIn(4)) {
            parts.add(new Content.Media(Content.Media.Kind.AUDIO, "data:audio/wav;base64,UklG", Members.NONE));
        }
        if (oneIn(4)) {
            parts.add(new Content.Opaque(
                    "openai-chat", "content", raw(JsonValue.object("type", JsonValue.of("file"), "file", object(1)))));
        }
        return new Message.User(parts, ContentForm.PARTS, extra());
    }

    private Content.ToolCall call() {
        RawJson arguments = oneIn(4) ? RawJson.ofText(text()) : raw(object(2));
        return new Content.ToolCall("call_" + number(1_000_000), "f" + number(3), arguments);
    }

    private Tool tool() {
        return new Tool.Function(
                "f" + number(100),
                oneIn(2) ? words() : null,
                oneIn(5) ? null : raw(object(2)),
                oneIn(3) ? oneIn(2) : null,
                Members.NONE,
                Members.NONE);
    }

    private Members extra() {
        return oneIn(5) ? Members.of("name", raw(JsonValue.of("n" + number(9)))) : Members.NONE;
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int count = number(most + 1); count > 0; count--) {
            list.add(one.get());
        }
        return list;
    }

    private static RawJson raw(JsonValue value) {
        return RawJson.of(value);
    }
}
