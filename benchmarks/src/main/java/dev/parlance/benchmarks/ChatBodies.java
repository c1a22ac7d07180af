package dev.parlance.benchmarks;

import dev.parlance.core.wire.JsonWriter;

/** Request bodies of the size and shape that agents send: a system prompt, tools with schemas, calls, results that hold source code. */
public final class ChatBodies {
    private static final String[] WORDS = {
        "the", "request", "reads", "a", "file", "and", "keeps", "its", "order", "when", "model", "answers", "with",
                "tools",
        "line", "by", "line", "before", "stream", "ends", "größer", "than", "any", "other", "cache", "entry", "in",
                "memory",
    };

    private final JsonWriter out = new JsonWriter(1 << 16);
    private int next;

    private ChatBodies() {}

    /**
     * A body of about that many bytes; equal arguments give equal bytes.
     *
     * @param model the model member
     * @param size bytes to reach; below about 1000 it is the smallest conversation there is
     * @param streaming whether to ask for a stream, with usage at its end
     */
    public static byte[] body(String model, int size, boolean streaming) {
        return body(model, size, streaming, true);
    }

    /** The same, or a conversation of that size without tools, in which the user pastes the source code. */
    public static byte[] body(String model, int size, boolean streaming, boolean withTools) {
        return new ChatBodies().write(model, size, streaming, withTools);
    }

    private byte[] write(String model, int size, boolean streaming, boolean withTools) {
        boolean small = size < 4096;
        out.beginObject().name("model").string(model).name("messages").beginArray();
        message("system", small ? 40 : 1200);
        message("user", small && withTools ? 30 : 120);
        int tools = !withTools ? 0 : small ? 1 : 16;
        for (int turn = 1; !small && out.length() < size - tools * 500; turn++) {
            if (withTools) {
                call(turn);
                result(turn);
            } else {
                message("assistant", 12);
                message("user", code());
            }
            if (turn % 4 == 0) {
                message("assistant", 150);
                message("user", 40);
            }
        }
        out.endArray();
        if (withTools) {
            out.name("tools").beginArray();
            for (int tool = 1; tool <= tools; tool++) {
                tool(tool);
            }
            out.endArray();
            out.name("tool_choice").string("auto");
        }
        out.name("temperature").number(1).name("max_tokens").number(4096);
        if (streaming) {
            out.name("stream").bool(true);
            out.name("stream_options")
                    .beginObject()
                    .name("include_usage")
                    .bool(true)
                    .endObject();
        }
        return out.endObject().toBytes();
    }

    private void message(String role, int words) {
        message(role, prose(words));
    }

    private void message(String role, String text) {
        out.beginObject().name("role").string(role).name("content").string(text).endObject();
    }

    private void call(int turn) {
        out.beginObject().name("role").string("assistant").name("content").nothing();
        out.name("tool_calls").beginArray().beginObject();
        out.name("id")
                .string("call_" + turn)
                .name("type")
                .string("function")
                .name("function")
                .beginObject();
        out.name("name").string("read_file_1");
        out.name("arguments").string("{\"path\":\"src/main/java/Part" + turn + ".java\",\"from\":1,\"lines\":80}");
        out.endObject().endObject().endArray().endObject();
    }

    private void result(int turn) {
        out.beginObject().name("role").string("tool").name("tool_call_id").string("call_" + turn);
        out.name("content").string(code()).endObject();
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int line = 1; line <= 40; line++) {
            code.append(line)
                    .append("\t    String text")
                    .append(line)
                    .append(" = \"")
                    .append(prose(6))
                    .append("\";\n");
        }
        return code.toString();
    }

    private void tool(int number) {
        out.beginObject().name("type").string("function").name("function").beginObject();
        out.name("name").string("read_file_" + number).name("description").string(prose(18));
        out.name("parameters")
                .beginObject()
                .name("type")
                .string("object")
                .name("properties")
                .beginObject();
        property("path", "string");
        property("from", "integer");
        property("lines", "integer");
        out.endObject().name("required").beginArray().string("path").endArray();
        out.endObject().endObject().endObject();
    }

    private void property(String name, String type) {
        out.name(name)
                .beginObject()
                .name("type")
                .string(type)
                .name("description")
                .string(prose(8))
                .endObject();
    }

    private String prose(int words) {
        StringBuilder text = new StringBuilder(words * 6);
        for (int word = 0; word < words; word++) {
            text.append(word == 0 ? "" : " ").append(WORDS[next++ % WORDS.length]);
        }
        return text.toString();
    }
}
