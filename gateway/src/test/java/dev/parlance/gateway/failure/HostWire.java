package dev.parlance.gateway.failure;

import dev.parlance.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What hosts of each dialect send, as the frames of streams and as bodies. The answers all say {@link #TEXT} and cost 11 tokens of input and 7 of
 * output.
 */
enum HostWire {
    /** Ends with a finish reason or {@code [DONE]}. */
    CHAT("OPENAI_COMPATIBLE", "/v1", "openai-compatible/m-1"),
    /** Ends with {@code [DONE]} alone. */
    MOONSHOT("MOONSHOT", "/v1", "moonshot/kimi-k2.6"),
    RESPONSES("OPENAI", "/v1", "openai/gpt-5.4"),
    MESSAGES("ANTHROPIC", "", "anthropic/claude-sonnet-4-5"),
    GEMINI("GEMINI", "/v1beta", "gemini/gemini-2.5-flash");

    static final List<String> PIECES = List.of("Hel", "lo w\u00f6rld ", "\ud83d\ude00\u4f60\u597d");
    static final String TEXT = String.join("", PIECES);

    private final String variable;
    private final String base;
    private final String model;

    HostWire(String variable, String base, String model) {
        this.variable = variable;
        this.base = base;
        this.model = model;
    }

    /** How the variables of the host begin. */
    String variable() {
        return variable;
    }

    String base() {
        return base;
    }

    String model() {
        return model;
    }

    /** Whether a client of that door is served in this dialect; to OpenAI's own host one of Chat speaks Chat. */
    boolean serves(ClientDoor door) {
        return this != RESPONSES || door != ClientDoor.CHAT;
    }

    /** A whole stream, end included. */
    List<String> stream() {
        List<String> frames = new ArrayList<>(begun(PIECES));
        frames.addAll(ended());
        return frames;
    }

    /** The head of a stream and that text, not ended. */
    List<String> begun(List<String> texts) {
        List<String> frames = new ArrayList<>();
        switch (this) {
            case CHAT, MOONSHOT -> texts.forEach(text -> frames.add(chunk("{'content':'" + text + "'}", "null", "")));
            case RESPONSES -> {
                frames.add(event("response.created", "'response':{" + responseHead("in_progress") + ",'output':[]}"));
                frames.add(
                        event(
                                "response.output_item.added",
                                "'output_index':0,'item':{'type':'message','id':'msg_1','status':'in_progress','role':'assistant','content':[]}"));
                frames.add(
                        event(
                                "response.content_part.added",
                                "'item_id':'msg_1','output_index':0,'content_index':0,'part':{'type':'output_text','text':'','annotations':[]}"));
                texts.forEach(text -> frames.add(event(
                        "response.output_text.delta",
                        "'item_id':'msg_1','output_index':0,'content_index':0,'delta':'" + text + "'")));
            }
            case MESSAGES -> {
                frames.add(messageStart());
                frames.add(event("content_block_start", "'index':0,'content_block':{'type':'text','text':''}"));
                texts.forEach(text -> frames.add(
                        event("content_block_delta", "'index':0,'delta':{'type':'text_delta','text':'" + text + "'}")));
            }
            case GEMINI -> texts.forEach(text -> frames.add(piece("{'text':'" + text + "'}", "")));
        }
        return quoted(frames);
    }

    /** The rest of a stream that said {@link #TEXT}. */
    List<String> ended() {
        List<String> frames = new ArrayList<>();
        switch (this) {
            case CHAT, MOONSHOT -> {
                frames.add(chunk("{}", "'stop'", ""));
                frames.add(usageChunk());
                frames.add("data: [DONE]\n\n");
            }
            case RESPONSES -> {
                frames.add(event("response.output_item.done", "'output_index':0,'item':" + messageItem()));
                frames.add(event(
                        "response.completed",
                        "'response':{" + responseHead("completed") + ",'output':[" + messageItem() + "],'usage':"
                                + responsesUsage() + "}"));
            }
            case MESSAGES -> {
                frames.add(event("content_block_stop", "'index':0"));
                frames.add(messageDelta("end_turn"));
                frames.add(event("message_stop", ""));
            }
            case GEMINI -> frames.add(piece("{'text':''}", ",'finishReason':'STOP'"));
        }
        return quoted(frames);
    }

    /** A stream in which the arguments of two calls come by turns, as far as the dialect can say that. */
    List<String> interleavedCalls() {
        List<String> frames = new ArrayList<>();
        switch (this) {
            case CHAT, MOONSHOT -> {
                frames.add(chunk(callDelta(0, "call_a", "{\\\"city\\\":"), "null", ""));
                frames.add(chunk(callDelta(1, "call_b", ""), "null", ""));
                frames.add(chunk(callDelta(0, null, "\\\"Ber"), "null", ""));
                frames.add(chunk(callDelta(1, null, "{\\\"city\\\":\\\"Par"), "null", ""));
                frames.add(chunk(callDelta(0, null, "lin\\\"}"), "null", ""));
                frames.add(chunk(callDelta(1, null, "is\\\"}"), "null", ""));
                frames.add(chunk("{}", "'tool_calls'", ""));
                frames.add("data: [DONE]\n\n");
            }
            case RESPONSES -> {
                frames.add(event("response.created", "'response':{" + responseHead("in_progress") + ",'output':[]}"));
                frames.add(event("response.output_item.added", "'output_index':0,'item':" + callItem("a", "")));
                frames.add(event("response.output_item.added", "'output_index':1,'item':" + callItem("b", "")));
                frames.add(argumentsDelta(0, "{\\\"city\\\":\\\"Ber"));
                frames.add(argumentsDelta(1, "{\\\"city\\\":\\\"Par"));
                frames.add(argumentsDelta(0, "lin\\\"}"));
                frames.add(argumentsDelta(1, "is\\\"}"));
                String berlin = callItem("a", "{\\\"city\\\":\\\"Berlin\\\"}");
                String paris = callItem("b", "{\\\"city\\\":\\\"Paris\\\"}");
                frames.add(event("response.output_item.done", "'output_index':1,'item':" + paris));
                frames.add(event("response.output_item.done", "'output_index':0,'item':" + berlin));
                frames.add(event(
                        "response.completed",
                        "'response':{" + responseHead("completed") + ",'output':[" + berlin + "," + paris + "],'usage':"
                                + responsesUsage() + "}"));
            }
            case MESSAGES -> {
                frames.add(messageStart());
                frames.add(event("content_block_start", "'index':0,'content_block':" + toolUse("call_a")));
                frames.add(event("content_block_start", "'index':1,'content_block':" + toolUse("call_b")));
                frames.add(inputDelta(0, "{\\\"city\\\":\\\"Ber"));
                frames.add(inputDelta(1, "{\\\"city\\\":\\\"Par"));
                frames.add(inputDelta(0, "lin\\\"}"));
                frames.add(inputDelta(1, "is\\\"}"));
                frames.add(event("content_block_stop", "'index':1"));
                frames.add(event("content_block_stop", "'index':0"));
                frames.add(messageDelta("tool_use"));
                frames.add(event("message_stop", ""));
            }
            case GEMINI -> {
                frames.add(piece(
                        "{'functionCall':{'name':'weather','args':{'city':'Berlin'}}},"
                                + "{'functionCall':{'name':'weather','args':{'city':'Paris'}}}",
                        ""));
                frames.add(piece("{'text':''}", ",'finishReason':'STOP'"));
            }
        }
        return quoted(frames);
    }

    /** A stream with one call whose argument is made of those pieces. */
    List<String> longCall(List<String> pieces) {
        List<String> frames = new ArrayList<>();
        String all = String.join("", pieces);
        switch (this) {
            case CHAT, MOONSHOT -> {
                frames.add(chunk(callDelta(0, "call_a", "{\\\"city\\\":\\\""), "null", ""));
                pieces.forEach(piece -> frames.add(chunk(callDelta(0, null, piece), "null", "")));
                frames.add(chunk(callDelta(0, null, "\\\"}"), "null", ""));
                frames.add(chunk("{}", "'tool_calls'", ""));
                frames.add("data: [DONE]\n\n");
            }
            case RESPONSES -> {
                String item = callItem("a", "{\\\"city\\\":\\\"" + all + "\\\"}");
                frames.add(event("response.created", "'response':{" + responseHead("in_progress") + ",'output':[]}"));
                frames.add(event("response.output_item.added", "'output_index':0,'item':" + callItem("a", "")));
                frames.add(argumentsDelta(0, "{\\\"city\\\":\\\""));
                pieces.forEach(piece -> frames.add(argumentsDelta(0, piece)));
                frames.add(argumentsDelta(0, "\\\"}"));
                frames.add(event("response.output_item.done", "'output_index':0,'item':" + item));
                frames.add(event(
                        "response.completed",
                        "'response':{" + responseHead("completed") + ",'output':[" + item + "],'usage':"
                                + responsesUsage() + "}"));
            }
            case MESSAGES -> {
                frames.add(messageStart());
                frames.add(event("content_block_start", "'index':0,'content_block':" + toolUse("call_a")));
                frames.add(inputDelta(0, "{\\\"city\\\":\\\""));
                pieces.forEach(piece -> frames.add(inputDelta(0, piece)));
                frames.add(inputDelta(0, "\\\"}"));
                frames.add(event("content_block_stop", "'index':0"));
                frames.add(messageDelta("tool_use"));
                frames.add(event("message_stop", ""));
            }
            case GEMINI ->
                frames.add(piece(
                        "{'functionCall':{'name':'weather','args':{'city':'" + all + "'}}}", ",'finishReason':'STOP'"));
        }
        return quoted(frames);
    }

    /** The answer in one body. */
    String plain() {
        String body = switch (this) {
            case CHAT, MOONSHOT ->
                "{'id':'c1','object':'chat.completion','created':1,'model':'m-1','choices':[{'index':0,'message':{'role':'assistant',"
                        + "'content':'" + TEXT + "'},'finish_reason':'stop'}],'usage':" + chatUsage() + "}";
            case RESPONSES ->
                "{" + responseHead("completed") + ",'output':[" + messageItem() + "],'usage':" + responsesUsage() + "}";
            case MESSAGES ->
                "{'id':'msg_1','type':'message','role':'assistant','model':'claude','content':[{'type':'text','text':'"
                        + TEXT
                        + "'}],'stop_reason':'end_turn','stop_sequence':null,'usage':{'input_tokens':11,'output_tokens':7}}";
            case GEMINI -> pieceJson("{'text':'" + TEXT + "'}", ",'finishReason':'STOP'");
        };
        return body.replace('\'', '"');
    }

    /** Frames that tell what the answer has cost so far. */
    List<String> usageSoFar() {
        return quoted(
                switch (this) {
                    case CHAT, MOONSHOT -> List.of(usageChunk());
                    case MESSAGES ->
                        List.of(event(
                                "message_delta",
                                "'delta':{'stop_reason':null,'stop_sequence':null},'usage':{'output_tokens':7}"));
                    case GEMINI -> List.of(piece("{'text':''}", ""));
                    // Tells it at the end alone.
                    case RESPONSES -> List.of();
                });
    }

    /** An error of that class as it stands within a stream, with the usage where only the error's event can tell it. */
    String errorInStream(ErrorKind kind) {
        String body = error(kind);
        String event = switch (this) {
            case CHAT, MOONSHOT -> "data: " + body + "\n\n";
            case RESPONSES ->
                event(
                        "response.failed",
                        "'response':{" + responseHead("failed") + ",'output':[],'error':{'code':'" + word(kind)
                                + "','message':'The host has no time'},'usage':" + responsesUsage() + "}");
            case MESSAGES -> "event: error\ndata: " + body + "\n\n";
            case GEMINI -> body + "\n\n";
        };
        return event.replace('\'', '"');
    }

    /** An error body. */
    String error(ErrorKind kind) {
        String body = switch (this) {
            case CHAT, MOONSHOT, RESPONSES ->
                "{'error':{'message':'The host has no time','type':'" + word(kind) + "','code':null,'param':null}}";
            case MESSAGES ->
                "{'type':'error','error':{'type':'" + word(kind)
                        + "','message':'The host has no time'},'request_id':'req_1'}";
            case GEMINI ->
                "{'error':{'code':" + googleCode(kind) + ",'message':'The host has no time','status':'" + word(kind)
                        + "'}}";
        };
        return body.replace('\'', '"');
    }

    private String word(ErrorKind kind) {
        return switch (this) {
            case CHAT, MOONSHOT ->
                switch (kind) {
                    case OVERLOADED -> "engine_overloaded_error";
                    case RATE_LIMITED -> "rate_limit_reached_error";
                    case UNAUTHENTICATED -> "invalid_authentication_error";
                    default -> "invalid_request_error";
                };
            case RESPONSES ->
                switch (kind) {
                    case OVERLOADED -> "server_is_overloaded";
                    case RATE_LIMITED -> "rate_limit_exceeded";
                    case UNAUTHENTICATED -> "invalid_api_key";
                    default -> "invalid_request_error";
                };
            case MESSAGES ->
                switch (kind) {
                    case OVERLOADED -> "overloaded_error";
                    case RATE_LIMITED -> "rate_limit_error";
                    case UNAUTHENTICATED -> "authentication_error";
                    default -> "invalid_request_error";
                };
            case GEMINI ->
                switch (kind) {
                    case OVERLOADED -> "UNAVAILABLE";
                    case RATE_LIMITED -> "RESOURCE_EXHAUSTED";
                    case UNAUTHENTICATED -> "UNAUTHENTICATED";
                    default -> "INVALID_ARGUMENT";
                };
        };
    }

    private static int googleCode(ErrorKind kind) {
        return switch (kind) {
            case OVERLOADED -> 503;
            case RATE_LIMITED -> 429;
            case UNAUTHENTICATED -> 401;
            default -> 400;
        };
    }

    private static List<String> quoted(List<String> frames) {
        UnaryOperator<String> quotes = frame -> frame.replace('\'', '"');
        return frames.stream().map(quotes).toList();
    }

    private static String chunk(String delta, String finish, String more) {
        return "data: {'id':'c1','object':'chat.completion.chunk','created':1,'model':'m-1','choices':[{'index':0,'delta':"
                + delta + ",'finish_reason':" + finish + "}]" + more + "}\n\n";
    }

    private static String usageChunk() {
        return "data: {'id':'c1','object':'chat.completion.chunk','created':1,'model':'m-1','choices':[],'usage':"
                + chatUsage() + "}\n\n";
    }

    private static String chatUsage() {
        return "{'prompt_tokens':11,'completion_tokens':7,'total_tokens':18}";
    }

    private static String callDelta(int index, @Nullable String id, String arguments) {
        return "{'tool_calls':[{'index':" + index + (id == null ? "" : ",'id':'" + id + "','type':'function'")
                + ",'function':{" + (id == null ? "" : "'name':'weather',") + "'arguments':'" + arguments + "'}}]}";
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {'type':'" + type + "'" + (members.isEmpty() ? "" : "," + members) + "}\n\n";
    }

    private static String responseHead(String status) {
        return "'id':'resp_1','object':'response','created_at':1,'model':'gpt-5.4','status':'" + status + "'";
    }

    private static String responsesUsage() {
        return "{'input_tokens':11,'output_tokens':7,'total_tokens':18}";
    }

    private static String messageItem() {
        return "{'type':'message','id':'msg_1','status':'completed','role':'assistant','content':[{'type':'output_text','text':'"
                + TEXT + "','annotations':[]}]}";
    }

    private static String callItem(String call, String arguments) {
        return "{'type':'function_call','id':'fc_" + call + "','call_id':'call_" + call
                + "','name':'weather','arguments':'" + arguments + "','status':'completed'}";
    }

    private static String argumentsDelta(int item, String delta) {
        return event(
                "response.function_call_arguments.delta",
                "'item_id':'fc','output_index':" + item + ",'delta':'" + delta + "'");
    }

    private static String messageStart() {
        return event(
                "message_start",
                "'message':{'id':'msg_1','type':'message','role':'assistant','model':'claude','content':[],'stop_reason':null,"
                        + "'stop_sequence':null,'usage':{'input_tokens':11,'output_tokens':1}}");
    }

    private static String messageDelta(String reason) {
        return event(
                "message_delta",
                "'delta':{'stop_reason':'" + reason + "','stop_sequence':null},'usage':{'output_tokens':7}");
    }

    private static String toolUse(String id) {
        return "{'type':'tool_use','id':'" + id + "','name':'weather','input':{}}";
    }

    private static String inputDelta(int index, String json) {
        return event(
                "content_block_delta",
                "'index':" + index + ",'delta':{'type':'input_json_delta','partial_json':'" + json + "'}");
    }

    private static String piece(String parts, String more) {
        return "data: " + pieceJson(parts, more) + "\r\n\r\n";
    }

    private static String pieceJson(String parts, String more) {
        return "{'candidates':[{'content':{'role':'model','parts':[" + parts + "]}" + more
                + ",'index':0}],'usageMetadata':{'promptTokenCount':11,'candidatesTokenCount':7,'totalTokenCount':18},"
                + "'modelVersion':'gemini-2.5-flash','responseId':'r1'}";
    }
}
