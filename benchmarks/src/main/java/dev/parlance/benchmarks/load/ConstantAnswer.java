package dev.parlance.benchmarks.load;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the upstream answers, head and framing included, in the words that OpenAI uses. */
final class ConstantAnswer {
    /** Chunks with text; before them comes one with the role, after them one with the finish and one with the usage. */
    static final int TEXT_CHUNKS = 200;

    /** The text of one chunk. */
    static final String WORD = " token";

    /** How often that text stands in the plain answer. */
    static final int PLAIN_WORDS = 70;

    static final byte[] PLAIN = plain();
    static final byte[] STREAM_HEAD = ascii(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\nx-request-id: req_bench\r\n\r\n");
    static final List<byte[]> STREAM_CHUNKS = chunks();
    static final byte[] STREAM_END = ascii("0\r\n\r\n");

    private ConstantAnswer() {}

    /** The body of the plain answer. */
    static JsonObject plainBody() {
        return (JsonObject) Json.parse(plainText());
    }

    /** The usage that the stream reports. */
    static JsonValue streamUsage() {
        JsonWriter out = new JsonWriter(256);
        usage(out);
        return Json.parse(out.toBytes());
    }

    private static byte[] plainText() {
        JsonWriter out = head("chat.completion");
        out.beginObject().name("index").number(0).name("message").beginObject();
        out.name("role").string("assistant").name("content").string(WORD.repeat(PLAIN_WORDS));
        out.name("refusal")
                .nothing()
                .name("annotations")
                .beginArray()
                .endArray()
                .endObject();
        out.name("logprobs")
                .nothing()
                .name("finish_reason")
                .string("stop")
                .endObject()
                .endArray();
        usage(out.name("usage"));
        return out.endObject().toBytes();
    }

    private static byte[] plain() {
        byte[] body = plainText();
        byte[] head =
                ascii("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_bench\r\ncontent-length: "
                        + body.length + "\r\n\r\n");
        return join(head, body);
    }

    private static List<byte[]> chunks() {
        List<byte[]> chunks = new ArrayList<>();
        chunks.add(chunk(delta("role", "assistant", "content", "")));
        for (int chunk = 0; chunk < TEXT_CHUNKS; chunk++) {
            chunks.add(chunk(delta("content", WORD)));
        }
        JsonWriter stop = head("chat.completion.chunk");
        stop.beginObject().name("index").number(0).name("delta").beginObject().endObject();
        stop.name("logprobs")
                .nothing()
                .name("finish_reason")
                .string("stop")
                .endObject()
                .endArray();
        chunks.add(chunk(stop.endObject()));
        JsonWriter last = head("chat.completion.chunk").endArray();
        usage(last.name("usage"));
        chunks.add(chunk(last.endObject()));
        chunks.add(framed(ascii("data: [DONE]\n\n")));
        return chunks;
    }

    private static JsonWriter delta(String... namesAndValues) {
        JsonWriter out = head("chat.completion.chunk");
        out.beginObject().name("index").number(0).name("delta").beginObject();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            out.name(namesAndValues[index]).string(namesAndValues[index + 1]);
        }
        out.endObject().name("logprobs").nothing().name("finish_reason").nothing();
        return out.endObject().endArray().endObject();
    }

    private static JsonWriter head(String object) {
        JsonWriter out = new JsonWriter(512).beginObject();
        out.name("id")
                .string("chatcmpl-BenchBenchBenchBenchBenchBe")
                .name("object")
                .string(object);
        out.name("created").number(1_795_000_000).name("model").string("bench");
        out.name("service_tier").string("default").name("system_fingerprint").string("fp_0123456789");
        return out.name("choices").beginArray();
    }

    private static void usage(JsonWriter out) {
        out.beginObject()
                .name("prompt_tokens")
                .number(250)
                .name("completion_tokens")
                .number(TEXT_CHUNKS);
        out.name("total_tokens").number(250 + TEXT_CHUNKS);
        out.name("prompt_tokens_details").beginObject().name("cached_tokens").number(0);
        out.name("audio_tokens").number(0).endObject();
        out.name("completion_tokens_details")
                .beginObject()
                .name("reasoning_tokens")
                .number(0);
        out.name("audio_tokens").number(0).endObject().endObject();
    }

    private static byte[] chunk(JsonWriter json) {
        return framed(join(ascii("data: "), join(json.toBytes(), ascii("\n\n"))));
    }

    private static byte[] framed(byte[] data) {
        return join(ascii(Integer.toHexString(data.length) + "\r\n"), join(data, ascii("\r\n")));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
