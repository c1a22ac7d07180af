package dev.parlance.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * Long requests, and answers to them, of the dialects besides Chat: with spaces, members, escapes and an order that no writer of ours would
 * choose, so that whoever sees the same bytes knows that nobody wrote them anew. Every answer costs 11 tokens of input and 7 of output.
 */
enum OddWire {
    RESPONSES("openai/gpt-4o"),
    MESSAGES("anthropic/claude-sonnet-4-5"),
    GEMINI("gemini/gemini-2.0-flash");

    /** A word as a client may escape it. */
    private static final String ESCAPED = "h\\u00e9llo \\\"quoted\\\" \u4f60\u597d \\/ ";

    private static final String MESSAGE =
            "{\"id\":\"msg_1\", \"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":[ {\"text\":\"h\\u00e9\",\"type\":\"output_text\",\"annotations\":[]} ]}";

    private final String model;

    OddWire(String model) {
        this.model = model;
    }

    String model() {
        return model;
    }

    /** The model as its host calls it. */
    String hostModel() {
        return model.substring(model.indexOf('/') + 1);
    }

    String path(String called, boolean stream) {
        return switch (this) {
            case RESPONSES -> "/v1/responses";
            case MESSAGES -> "/v1/messages";
            case GEMINI ->
                "/v1beta/models/" + called.replace("/", "%2F")
                        + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
        };
    }

    /** The path at the host. */
    String hostPath(boolean stream) {
        return path(hostModel(), stream);
    }

    /** Whether a request that arrived at the host asks for a stream. */
    boolean isStreamed(PlayedHost.Received request) {
        return this == GEMINI
                ? request.target().contains("streamGenerateContent")
                : request.body().contains("\"stream\":true");
    }

    /** A long string as it stands in the client's JSON; long ones go to the host as they came. */
    static String words() {
        return "\"" + ESCAPED + "words ".repeat(2000) + "\"";
    }

    /** The conversation, its members in the order of our writers. */
    String conversation() {
        return switch (this) {
            case RESPONSES ->
                "[{\"role\":\"user\",\"content\":" + words() + "},"
                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Answer\"}]},"
                        + "{\"role\":\"user\",\"content\":\"Say hi\"}]";
            case MESSAGES ->
                "[{\"role\":\"user\",\"content\":" + words() + "},"
                        + "{\"role\":\"assistant\",\"content\":\"Answer\"},{\"role\":\"user\",\"content\":\"Say hi\"}]";
            case GEMINI ->
                "[{\"role\":\"user\",\"parts\":[{\"text\":" + words() + "}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"Answer\"}]},{\"role\":\"user\",\"parts\":[{\"text\":\"Say hi\"}]}]";
        };
    }

    /** A request in an order of its own. */
    String body(String called, boolean stream) {
        String named = ", \"stream\":" + stream + ",\"model\":\"" + called + "\"}";
        return switch (this) {
            case RESPONSES ->
                "{\"temperature\":0.50, \"input\" : " + conversation() + ",\"max_output_tokens\":99" + named;
            case MESSAGES -> "{\"temperature\":0.50, \"messages\" : " + conversation() + ",\"max_tokens\":99" + named;
            case GEMINI ->
                "{\"generationConfig\":{\"temperature\":0.50,\"maxOutputTokens\":99}, \"contents\" : " + conversation()
                        + "}";
        };
    }

    /** The same in the order of our writers, with the host's own name of the model: nothing of it need change. */
    String hostsOwn(boolean stream) {
        String named = "{\"model\":\"" + hostModel() + "\",";
        String rest = ",\"temperature\":0.50" + (stream ? ",\"stream\":true}" : "}");
        return switch (this) {
            case RESPONSES -> named + "\"input\":" + conversation() + ",\"max_output_tokens\":99" + rest;
            case MESSAGES -> named + "\"messages\":" + conversation() + ",\"max_tokens\":99" + rest;
            case GEMINI ->
                "{\"contents\":" + conversation()
                        + ",\"generationConfig\":{\"maxOutputTokens\":99,\"temperature\":0.50}}";
        };
    }

    String plain() {
        return switch (this) {
            case RESPONSES -> "\n" + response("completed", "[ " + MESSAGE + " ]");
            case MESSAGES ->
                "{ \"type\":\"message\", \"id\" : \"msg_1\",\"role\":\"assistant\",\"own\":1.50,\"content\":[{\"text\":\"h\\u00e9\",\"type\":\"text\"}],"
                        + "\"model\":\"" + hostModel()
                        + "\",\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{\"output_tokens\":7,\"input_tokens\":11}}";
            case GEMINI -> "\n" + piece("h\\u00e9", ", \"finishReason\":\"STOP\"");
        };
    }

    /** The beginning of a stream, with two pieces of text. */
    List<String> begun() {
        return switch (this) {
            case RESPONSES ->
                List.of(
                        event("response.created", "\"response\": " + response("in_progress", "[]")),
                        event(
                                "response.output_item.added",
                                "\"output_index\":0, \"item\":{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"in_progress\",\"role\":\"assistant\",\"content\":[]}"),
                        event(
                                "response.content_part.added",
                                "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"output_text\",\"text\":\"\",\"annotations\":[]}"),
                        delta("h"),
                        delta("\\u00e9"));
            case MESSAGES ->
                List.of(
                        event(
                                "message_start",
                                "\"message\": {\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\""
                                        + hostModel()
                                        + "\",\"content\":[],\"usage\":{\"input_tokens\":11,\"output_tokens\":1}}"),
                        event(
                                "content_block_start",
                                "\"index\":0,\"content_block\": {\"type\":\"text\",\"text\":\"\"}"),
                        event("content_block_delta", "\"index\":0,\"delta\":{\"text\":\"h\",\"type\":\"text_delta\"}"),
                        event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"text\":\"\\u00e9\",\"type\":\"text_delta\"}"));
            case GEMINI ->
                List.of("data: " + piece("h", "") + "\r\n\r\n", "data: " + piece("\\u00e9", "") + "\r\n\r\n");
        };
    }

    /** The rest of it. */
    List<String> ended() {
        return switch (this) {
            case RESPONSES ->
                List.of(
                        event("response.output_item.done", "\"output_index\":0,\"item\": " + MESSAGE),
                        event("response.completed", "\"response\": " + response("completed", "[" + MESSAGE + "]")));
            case MESSAGES ->
                List.of(
                        event("content_block_stop", "\"index\":0"),
                        event(
                                "message_delta",
                                "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}"),
                        event("message_stop", "\"own\":1.50"));
            case GEMINI -> List.of("data: " + piece("", ", \"finishReason\":\"STOP\"") + "\r\n\r\n");
        };
    }

    List<String> stream() {
        List<String> frames = new ArrayList<>(begun());
        frames.addAll(ended());
        return frames;
    }

    /** The first of a stream, which says nothing yet. */
    String silent() {
        return this == GEMINI ? "data: " + piece("", "") + "\r\n\r\n" : begun().getFirst();
    }

    /** An error within a stream. */
    String broken() {
        return switch (this) {
            case RESPONSES ->
                event(
                        "error",
                        "\"code\":\"server_error\",\"message\":\"It burns\",\"param\":null,\"sequence_number\":9");
            case MESSAGES -> event("error", "\"error\": {\"type\":\"api_error\",\"message\":\"It burns\"}");
            case GEMINI -> "data: {\"error\": {\"code\":500,\"message\":\"It burns\",\"status\":\"INTERNAL\"}}\r\n\r\n";
        };
    }

    /** What stands in every stream that succeeds, and in no other. */
    String successEnd() {
        return switch (this) {
            case RESPONSES -> "event: response.completed";
            case MESSAGES -> "event: message_stop";
            case GEMINI -> "\"finishReason\"";
        };
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: { " + members + ",\"type\":\"" + type + "\"}\n\n";
    }

    private static String delta(String text) {
        return event(
                "response.output_text.delta",
                "\"delta\":\"" + text + "\",\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0");
    }

    private static String response(String status, String output) {
        String usage = status.equals("completed")
                ? ",\"usage\":{\"output_tokens\":7,\"input_tokens\":11,\"total_tokens\":18}"
                : "";
        return "{ \"object\":\"response\", \"own\":[1.50],\"id\" : \"resp_1\",\"created_at\":1,\"model\":\"gpt-4o-2024-11-20\",\"status\":\""
                + status + "\",\"output\":" + output + usage + " }";
    }

    private static String piece(String text, String more) {
        return "{ \"responseId\":\"r1\", \"candidates\" : [ {\"index\":0,\"content\":{\"parts\":[{\"text\":\"" + text
                + "\"}],\"role\":\"model\"}" + more
                + "} ],\"usageMetadata\":{\"totalTokenCount\":18,\"candidatesTokenCount\":7,\"promptTokenCount\":11},"
                + "\"modelVersion\":\"gemini-2.0-flash-001\",\"own\":1.50 }";
    }
}
