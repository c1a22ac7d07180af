package dev.parlance.benchmarks.latency;

import java.nio.charset.StandardCharsets;

/** What a host of Chat Completions says, framing included. */
final class ChatWords {
    static final byte[] STREAM_HEAD = Received.ascii("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
            + "transfer-encoding: chunked\r\nx-request-id: req_bench\r\n\r\n");
    static final byte[] ROLE = choice("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    static final byte[] STOP = choice("{}", "\"stop\"");
    static final byte[] DONE = framed("data: [DONE]\n\n");
    static final byte[] STREAM_END = Received.ascii("0\r\n\r\n");

    private ChatWords() {}

    static byte[] plain(String text) {
        String body = head("chat.completion")
                + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                + usageOf(70)
                + "}";
        return Received.ascii(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_bench\r\ncontent-length: "
                        + body.length() + "\r\n\r\n" + body);
    }

    static byte[] chunk(String text) {
        return choice("{\"content\":\"" + text + "\"}", "null");
    }

    static byte[] usage(int words) {
        return framed("data: " + head("chat.completion.chunk") + "]," + usageOf(words) + "}\n\n");
    }

    private static byte[] choice(String delta, String finish) {
        return framed("data: " + head("chat.completion.chunk") + "{\"index\":0,\"delta\":" + delta
                + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]}\n\n");
    }

    private static String head(String object) {
        return "{\"id\":\"chatcmpl-BenchBenchBenchBenchBenchBe\",\"object\":\"" + object
                + "\",\"created\":1795000000,\"model\":\"bench\",\"service_tier\":\"default\","
                + "\"system_fingerprint\":\"fp_0123456789\",\"choices\":[";
    }

    private static String usageOf(int words) {
        return "\"usage\":{\"prompt_tokens\":250,\"completion_tokens\":" + words + ",\"total_tokens\":" + (250 + words)
                + "}";
    }

    private static byte[] framed(String data) {
        return (Integer.toHexString(data.length()) + "\r\n" + data + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
