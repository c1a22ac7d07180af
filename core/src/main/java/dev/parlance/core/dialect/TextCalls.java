package dev.parlance.core.dialect;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls within a text: tagged, fenced or bare objects with the name of a known tool and its arguments.
 *
 * @param rest the text without them, and without the thinking before them
 */
record TextCalls(List<Call> calls, String rest) {
    /** @param arguments a JSON object as text */
    record Call(String name, String arguments) {}

    private static final Pattern THINKING = Pattern.compile("(?s)<think>.*?</think>");
    private static final Pattern TAGGED = Pattern.compile("(?s)<tool_call>(.*?)(?:</tool_call>|\\z)");
    private static final Pattern FENCED = Pattern.compile("(?s)```[a-zA-Z]*\\s*(.*?)```");
    private static final List<String> ARGUMENTS = List.of("arguments", "parameters", "input");

    static TextCalls in(String text, Set<String> tools) {
        String said = THINKING.matcher(text).replaceAll("");
        for (Pattern form : List.of(TAGGED, FENCED)) {
            TextCalls found = wrapped(said, form, tools);
            if (!found.calls.isEmpty()) {
                return found;
            }
        }
        return bare(said, tools);
    }

    private static TextCalls wrapped(String text, Pattern form, Set<String> tools) {
        List<Call> calls = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            List<Call> within = calls(parsed(matcher.group(1).strip()), tools);
            calls.addAll(within);
            matcher.appendReplacement(rest, within.isEmpty() ? Matcher.quoteReplacement(matcher.group()) : "");
        }
        matcher.appendTail(rest);
        return new TextCalls(calls, rest.toString().strip());
    }

    private static TextCalls bare(String text, Set<String> tools) {
        List<Call> calls = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', Math.max(open + 1, from))) {
            int end = endOfObject(text, open);
            if (end < 0) {
                // What this brace opened never closes, so nothing after it can be told apart.
                break;
            }
            List<Call> within = calls(parsed(text.substring(open, end)), tools);
            if (!within.isEmpty()) {
                calls.addAll(within);
                rest.append(text, from, open);
                from = end;
            }
        }
        rest.append(text.substring(from));
        return new TextCalls(calls, rest.toString().strip());
    }

    /** Behind the brace that closes the one at that place, or -1; braces within strings do not count. */
    private static int endOfObject(String text, int open) {
        int depth = 0;
        boolean string = false;
        for (int index = open; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (string) {
                if (letter == '\\') {
                    index++;
                } else if (letter == '"') {
                    string = false;
                }
            } else if (letter == '"') {
                string = true;
            } else if (letter == '{') {
                depth++;
            } else if (letter == '}' && --depth == 0) {
                return index + 1;
            }
        }
        return -1;
    }

    private static @Nullable JsonValue parsed(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJson notJson) {
            return null;
        }
    }

    private static List<Call> calls(@Nullable JsonValue value, Set<String> tools) {
        return switch (value) {
            case JsonObject object -> {
                Call call = call(object, tools);
                yield call == null ? List.of() : List.of(call);
            }
            case JsonArray(List<JsonValue> elements) ->
                elements.stream()
                        .flatMap(element -> calls(element, tools).stream())
                        .toList();
            case null, default -> List.of();
        };
    }

    private static @Nullable Call call(JsonObject object, Set<String> tools) {
        String name = object.text("name");
        if (name == null || !tools.contains(name)) {
            return null;
        }
        for (String member : ARGUMENTS) {
            JsonValue given = object.get(member);
            JsonValue arguments = given instanceof JsonString(String text) ? parsed(text) : given;
            if (arguments instanceof JsonObject) {
                return new Call(name, Json.text(arguments));
            }
        }
        return object.members().size() == 1 ? new Call(name, "{}") : null;
    }
}
