package dev.parlance.gateway.memory;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A client of one dialect: it keeps the conversation as its dialect has it, with the model's reasoning or without. */
abstract sealed class Client {
    static final List<String> DIALECTS = List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini");

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

    final List<JsonValue> history = new ArrayList<>();
    private final boolean keeps;

    private Client(boolean keeps) {
        this.keeps = keeps;
    }

    /** @param keeps whether it hands back all it got; else it throws reasoning away */
    static Client of(String dialect, boolean keeps) {
        return switch (dialect) {
            case "openai-chat" -> new Chat(keeps);
            case "openai-responses" -> new Responses(keeps);
            case "anthropic-messages" -> new Messages(keeps);
            case "gemini" -> new Gemini(keeps);
            default -> throw new IllegalArgumentException(dialect);
        };
    }

    abstract void user(String text);

    /** Takes the answer into the conversation and answers all its calls. */
    void take(JsonObject answer, String result) {
        List<JsonObject> turn = turn(answer);
        history.addAll(turn.stream().map(one -> keeps ? one : forgetting(one)).toList());
        history.removeIf(one -> one.equals(JsonObject.EMPTY));
        results(turn, result);
    }

    abstract List<JsonObject> turn(JsonObject answer);

    abstract JsonObject forgetting(JsonObject turn);

    abstract void results(List<JsonObject> turn, String result);

    abstract String members(String model);

    abstract String place();

    byte[] body(String model, boolean stream) {
        String streaming = stream && !(this instanceof Gemini) ? ",\"stream\":true" : "";
        return ("{" + members(model) + streaming + ",\"" + place() + "\":" + Json.text(new JsonArray(history)) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text);
    }

    private static String quoted(String text) {
        return Json.text(JsonValue.of(text));
    }

    private static JsonObject first(JsonObject answer, String array) {
        return (JsonObject) answer.elements(array).getFirst();
    }

    private static List<JsonObject> objects(JsonObject holder, String array) {
        return holder.elements(array).stream().map(JsonObject.class::cast).toList();
    }

    static final class Chat extends Client {
        Chat(boolean keeps) {
            super(keeps);
        }

        @Override
        void user(String text) {
            history.add(json("{\"role\":\"user\",\"content\":" + quoted(text) + "}"));
        }

        @Override
        List<JsonObject> turn(JsonObject answer) {
            return List.of(Objects.requireNonNull(first(answer, "choices").object("message")));
        }

        @Override
        JsonObject forgetting(JsonObject turn) {
            JsonObject message = JsonValue.object(
                    "role",
                    JsonValue.of("assistant"),
                    "content",
                    Objects.requireNonNullElse(turn.get("content"), JsonValue.JsonNull.NULL));
            List<JsonValue> calls = new ArrayList<>();
            for (JsonObject call : objects(turn, "tool_calls")) {
                calls.add(
                        JsonValue.object("id", Objects.requireNonNull(call.get("id")), "type", JsonValue.of("function"))
                                .with("function", Objects.requireNonNull(call.get("function"))));
            }
            return calls.isEmpty() ? message : message.with("tool_calls", new JsonArray(calls));
        }

        @Override
        void results(List<JsonObject> turn, String result) {
            for (JsonObject call : objects(turn.getFirst(), "tool_calls")) {
                history.add(json("{\"role\":\"tool\",\"tool_call_id\":" + quoted(String.valueOf(call.text("id")))
                        + ",\"content\":" + quoted(result) + "}"));
            }
        }

        @Override
        String members(String model) {
            return "\"model\":" + quoted(model) + ",\"reasoning_effort\":\"high\",\"tools\":[{\"type\":\"function\","
                    + "\"function\":{\"name\":\"get_weather\",\"parameters\":" + SCHEMA + "}},{\"type\":\"function\","
                    + "\"function\":{\"name\":\"get_tides\",\"parameters\":" + SCHEMA + "}}]";
        }

        @Override
        String place() {
            return "messages";
        }
    }

    static final class Responses extends Client {
        Responses(boolean keeps) {
            super(keeps);
        }

        @Override
        void user(String text) {
            history.add(json("{\"role\":\"user\",\"content\":" + quoted(text) + "}"));
        }

        @Override
        List<JsonObject> turn(JsonObject answer) {
            return objects(answer, "output");
        }

        @Override
        JsonObject forgetting(JsonObject item) {
            // Without its reasoning an item cannot be named by its id either.
            return "reasoning".equals(item.text("type")) ? JsonObject.EMPTY : item.without("id");
        }

        @Override
        void results(List<JsonObject> turn, String result) {
            for (JsonObject item : turn) {
                if ("function_call".equals(item.text("type"))) {
                    history.add(json("{\"type\":\"function_call_output\",\"call_id\":"
                            + quoted(String.valueOf(item.text("call_id"))) + ",\"output\":" + quoted(result) + "}"));
                }
            }
        }

        @Override
        String members(String model) {
            return "\"model\":" + quoted(model) + ",\"store\":false,\"include\":[\"reasoning.encrypted_content\"],"
                    + "\"reasoning\":{\"effort\":\"high\"},\"tools\":[{\"type\":\"function\",\"name\":\"get_weather\","
                    + "\"parameters\":" + SCHEMA + "},{\"type\":\"function\",\"name\":\"get_tides\",\"parameters\":"
                    + SCHEMA + "}]";
        }

        @Override
        String place() {
            return "input";
        }
    }

    static final class Messages extends Client {
        Messages(boolean keeps) {
            super(keeps);
        }

        @Override
        void user(String text) {
            history.add(json("{\"role\":\"user\",\"content\":" + quoted(text) + "}"));
        }

        @Override
        List<JsonObject> turn(JsonObject answer) {
            return List.of(JsonValue.object(
                    "role", JsonValue.of("assistant"), "content", new JsonArray(answer.elements("content"))));
        }

        @Override
        JsonObject forgetting(JsonObject turn) {
            List<JsonValue> blocks = new ArrayList<>(turn.elements("content"));
            blocks.removeIf(
                    block -> String.valueOf(((JsonObject) block).text("type")).endsWith("thinking"));
            return turn.with("content", new JsonArray(blocks));
        }

        @Override
        void results(List<JsonObject> turn, String result) {
            List<JsonValue> results = new ArrayList<>();
            for (JsonObject block : objects(turn.getFirst(), "content")) {
                if ("tool_use".equals(block.text("type"))) {
                    results.add(json("{\"type\":\"tool_result\",\"tool_use_id\":"
                            + quoted(String.valueOf(block.text("id"))) + ",\"content\":" + quoted(result) + "}"));
                }
            }
            if (!results.isEmpty()) {
                history.add(JsonValue.object("role", JsonValue.of("user"), "content", new JsonArray(results)));
            }
        }

        @Override
        String members(String model) {
            return "\"model\":" + quoted(model) + ",\"max_tokens\":8000,\"thinking\":{\"type\":\"enabled\","
                    + "\"budget_tokens\":2048},\"tools\":[{\"name\":\"get_weather\",\"input_schema\":" + SCHEMA
                    + "},{\"name\":\"get_tides\",\"input_schema\":" + SCHEMA + "}]";
        }

        @Override
        String place() {
            return "messages";
        }
    }

    static final class Gemini extends Client {
        Gemini(boolean keeps) {
            super(keeps);
        }

        @Override
        void user(String text) {
            history.add(json("{\"role\":\"user\",\"parts\":[{\"text\":" + quoted(text) + "}]}"));
        }

        @Override
        List<JsonObject> turn(JsonObject answer) {
            return List.of(Objects.requireNonNull(first(answer, "candidates").object("content")));
        }

        @Override
        JsonObject forgetting(JsonObject content) {
            List<JsonValue> parts = new ArrayList<>();
            for (JsonObject part : objects(content, "parts")) {
                JsonObject without = part.without("thoughtSignature");
                boolean says = part.get("thought") == null
                        && !(without.get("text") instanceof JsonString(String text) && text.isEmpty());
                if (says) {
                    parts.add(without);
                }
            }
            return content.with("parts", new JsonArray(parts));
        }

        @Override
        void results(List<JsonObject> turn, String result) {
            List<JsonValue> results = new ArrayList<>();
            for (JsonObject part : objects(turn.getFirst(), "parts")) {
                JsonObject call = part.object("functionCall");
                if (call != null) {
                    JsonObject response = json("{\"name\":" + quoted(String.valueOf(call.text("name")))
                            + ",\"response\":{\"result\":" + quoted(result) + "}}");
                    JsonValue id = call.get("id");
                    results.add(JsonValue.object("functionResponse", id == null ? response : response.with("id", id)));
                }
            }
            if (!results.isEmpty()) {
                history.add(JsonValue.object("role", JsonValue.of("user"), "parts", new JsonArray(results)));
            }
        }

        @Override
        String members(String model) {
            return "\"generationConfig\":{\"thinkingConfig\":{\"includeThoughts\":true,\"thinkingLevel\":\"high\"}},"
                    + "\"tools\":[{\"functionDeclarations\":[{\"name\":\"get_weather\",\"parameters\":" + SCHEMA
                    + "},{\"name\":\"get_tides\",\"parameters\":" + SCHEMA + "}]}]";
        }

        @Override
        String place() {
            return "contents";
        }
    }
}
