package dev.parlance.agent.mcp;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a small MCP server answers, written by hand from the protocol and not with the SDK that is tested against it. */
class ScriptedServer {
    /** What it lists, by the way it was started. */
    private final String mode;

    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger lists = new AtomicInteger();
    private volatile boolean changed;

    ScriptedServer(String mode) {
        this.mode = mode;
    }

    /** The answer to a message, or null when there is none. */
    @Nullable
    JsonObject answer(JsonObject message) {
        String method = message.text("method");
        JsonValue id = message.get("id");
        if ("notifications/cancelled".equals(method)) {
            cancelled.incrementAndGet();
        }
        if (method == null || id == null) {
            return null;
        }
        JsonObject parameters = message.object("params") == null ? JsonObject.EMPTY : message.object("params");
        return switch (method) {
            case "initialize" -> "silent".equals(mode) ? null : result(id, introduction(parameters));
            case "ping" -> result(id, JsonObject.EMPTY);
            case "tools/list" -> result(id, page(parameters.text("cursor")));
            case "tools/call" -> called(id, parameters);
            default -> error(id, -32601, "Method not found: " + method);
        };
    }

    /** Does what a process or a connection must do to itself. @return the result, or null for none at all */
    @Nullable
    JsonObject doing(String tool, JsonObject arguments) {
        throw new IllegalArgumentException(tool);
    }

    private JsonObject introduction(JsonObject parameters) {
        JsonObject able = "no-tools".equals(mode)
                ? JsonObject.EMPTY
                : JsonValue.object("tools", JsonValue.object("listChanged", new JsonValue.JsonBoolean(true)));
        return JsonValue.object(
                "protocolVersion",
                JsonValue.of(String.valueOf(parameters.text("protocolVersion"))),
                "capabilities",
                able,
                "serverInfo",
                JsonValue.object("name", JsonValue.of("scripted"), "version", JsonValue.of("1")));
    }

    private JsonObject page(@Nullable String cursor) {
        lists.incrementAndGet();
        return switch (mode) {
            case "unsafe" ->
                tools("weather.get", "weather/get", "天气", "a b", "1st", "x".repeat(100), "x".repeat(101), "ok");
            case "duplicates" -> tools("echo", "echo", "add");
            case "paged" -> {
                int from = cursor == null ? 0 : Integer.parseInt(cursor);
                JsonObject page = tools(IntStream.range(from, from + 3)
                        .mapToObj(number -> "tool-" + (9 - number))
                        .toArray(String[]::new));
                yield from == 6 ? page : page.with("nextCursor", JsonValue.of(String.valueOf(from + 3)));
            }
            case "schemas" ->
                JsonValue.object(
                        "tools",
                        Json.parse("[{\"name\":\"none\"},{\"name\":\"empty\",\"inputSchema\":{}},"
                                + "{\"name\":\"untyped\",\"inputSchema\":{\"properties\":{\"a\":{}}}},"
                                + "{\"name\":\"word\",\"inputSchema\":{\"type\":\"string\"}}]"));
            case "unlisted" -> JsonValue.object("tools", JsonValue.of("none"));
            case "endless" -> tools("echo").with("nextCursor", JsonValue.of("again"));
            default -> {
                JsonObject usual = tools(
                        "echo",
                        "picture",
                        "resource",
                        "structured",
                        "nothing",
                        "fail",
                        "refuse",
                        "huge",
                        "hang",
                        "heard");
                yield changed ? tools("echo", "brand-new") : usual;
            }
        };
    }

    private static JsonObject tools(String... names) {
        List<JsonValue> tools = new ArrayList<>();
        for (String name : names) {
            tools.add(
                    JsonValue.object(
                            "name",
                            JsonValue.of(name),
                            "description",
                            JsonValue.of("Does " + name),
                            "inputSchema",
                            Json.parse(
                                    "{\"type\":\"object\",\"properties\":{\"zulu\":{\"type\":\"string\"},"
                                            + "\"alpha\":{\"type\":\"number\",\"minimum\":0.10}},\"required\":[\"zulu\"],\"x-own\":true}")));
        }
        return JsonValue.object("tools", new JsonArray(tools));
    }

    private @Nullable JsonObject called(JsonValue id, JsonObject parameters) {
        String tool = String.valueOf(parameters.text("name"));
        JsonObject arguments =
                parameters.object("arguments") == null ? JsonObject.EMPTY : parameters.object("arguments");
        JsonObject result = switch (tool) {
            case "echo", "brand-new", "weather.get", "weather/get", "天气", "tool-9" ->
                content(text(tool + " " + Json.text(arguments)));
            case "picture" ->
                content(JsonValue.object(
                        "type",
                        JsonValue.of("image"),
                        "data",
                        JsonValue.of("iVBORw0KGgo="),
                        "mimeType",
                        JsonValue.of("image/png")));
            case "resource" ->
                content(
                        resource("text", "the readme", "text/markdown"),
                        resource("blob", "AAAA", "application/zip"),
                        JsonValue.object(
                                "type",
                                JsonValue.of("resource_link"),
                                "uri",
                                JsonValue.of("demo://more"),
                                "name",
                                JsonValue.of("more")));
            case "structured" -> content().with("structuredContent", Json.parse("{\"sum\":1.50,\"of\":[1,2]}"));
            case "nothing" -> content();
            case "hologram" -> content(JsonValue.object("type", JsonValue.of("hologram")));
            case "holes" ->
                content(
                        JsonValue.JsonNull.NULL,
                        JsonValue.object("type", JsonValue.of("image")),
                        JsonValue.object(
                                "type",
                                JsonValue.of("image"),
                                "mimeType",
                                JsonValue.of("image/png"),
                                "data",
                                JsonValue.of("no base64!")));
            case "fail" -> content(text("no such city")).with("isError", new JsonValue.JsonBoolean(true));
            case "huge" -> content(text("0123456789".repeat(1_000_000)));
            case "heard" -> content(text("cancelled: " + cancelled + ", lists: " + lists));
            case "change" -> {
                changed = true;
                yield content(text("changed"));
            }
            case "hang", "refuse" -> null;
            default -> doing(tool, arguments);
        };
        if ("refuse".equals(tool)) {
            return error(id, -32602, "zulu must not be empty");
        }
        return result == null ? null : result(id, result);
    }

    static JsonObject content(JsonValue... parts) {
        return JsonValue.object("content", JsonValue.array(parts));
    }

    static JsonObject text(String text) {
        return JsonValue.object("type", JsonValue.of("text"), "text", JsonValue.of(text));
    }

    private static JsonObject resource(String member, String value, String type) {
        return JsonValue.object(
                "type",
                JsonValue.of("resource"),
                "resource",
                JsonValue.object(
                        "uri",
                        JsonValue.of("demo://" + member),
                        "mimeType",
                        JsonValue.of(type),
                        member,
                        JsonValue.of(value)));
    }

    private static JsonObject result(JsonValue id, JsonObject result) {
        return JsonValue.object("jsonrpc", JsonValue.of("2.0"), "id", id, "result", result);
    }

    private static JsonObject error(JsonValue id, int code, String message) {
        return JsonValue.object(
                "jsonrpc",
                JsonValue.of("2.0"),
                "id",
                id,
                "error",
                JsonValue.object("code", JsonValue.of(code), "message", JsonValue.of(message)));
    }
}
