package dev.parlance.gateway.failure;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.gateway.Caller;
import java.io.IOException;

/** The doors of the gateway, as their clients know them. Gemini has two forms of streams. */
enum ClientDoor {
    CHAT("openai-chat"),
    RESPONSES("openai-responses"),
    MESSAGES("anthropic-messages"),
    GEMINI("gemini"),
    GEMINI_ARRAY("gemini");

    private static final String TOOL =
            "'description':'d','%s':{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}";

    private final String dialect;

    ClientDoor(String dialect) {
        this.dialect = dialect;
    }

    String dialect() {
        return dialect;
    }

    /** The path of a call; Gemini names the model in it. */
    String path(String model, boolean stream) {
        String method = "/v1beta/models/" + model.replace("/", "%2F");
        return switch (this) {
            case CHAT -> "/v1/chat/completions";
            case RESPONSES -> "/v1/responses";
            case MESSAGES -> "/v1/messages";
            case GEMINI -> method + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
            case GEMINI_ARRAY -> method + (stream ? ":streamGenerateContent" : ":generateContent");
        };
    }

    /** A call with a tool that may be used, and with usage asked for where that must be asked for. */
    String body(String model, boolean stream, String words) {
        String named = "'model':'" + model + "','stream':" + stream + ",";
        String said = "[{'role':'user','content':'" + words + "'}]";
        String body = switch (this) {
            case CHAT ->
                named + (stream ? "'stream_options':{'include_usage':true}," : "") + "'messages':" + said
                        + ",'tools':[{'type':'function','function':{'name':'weather'," + TOOL.formatted("parameters")
                        + "}}]";
            case RESPONSES ->
                named + "'input':" + said + ",'tools':[{'type':'function','name':'weather',"
                        + TOOL.formatted("parameters") + "}]";
            case MESSAGES ->
                named + "'max_tokens':500,'messages':" + said + ",'tools':[{'name':'weather',"
                        + TOOL.formatted("input_schema") + "}]";
            case GEMINI, GEMINI_ARRAY ->
                "'contents':[{'role':'user','parts':[{'text':'" + words
                        + "'}]}],'tools':[{'functionDeclarations':[{'name':'weather'," + TOOL.formatted("parameters")
                        + "}]}]";
        };
        return ("{" + body + "}").replace('\'', '"');
    }

    void ask(Caller caller, String model, boolean stream, String words) throws IOException {
        caller.send("POST", path(model, stream), body(model, stream, words), "content-type: application/json");
    }

    /** What stands in every stream of the dialect that succeeds, and in no other. */
    String successEnd() {
        return switch (this) {
            case CHAT -> "data: [DONE]";
            case RESPONSES -> "event: response.completed";
            case MESSAGES -> "event: message_stop";
            case GEMINI, GEMINI_ARRAY -> "\"finishReason\"";
        };
    }

    /** How an error body begins. */
    String errorStart() {
        return switch (this) {
            case CHAT, RESPONSES -> "{\"error\":{\"message\":";
            case MESSAGES -> "{\"type\":\"error\",\"error\":{\"type\":";
            case GEMINI, GEMINI_ARRAY -> "{\"error\":{\"code\":";
        };
    }

    /** How an error stands within a stream. */
    String errorEvent() {
        return switch (this) {
            case CHAT -> "data: {\"error\":{\"message\":";
            case RESPONSES -> "event: error\ndata: {\"type\":\"error\",";
            case MESSAGES -> "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":";
            // Where clients of Google look for it: no event of its own.
            case GEMINI, GEMINI_ARRAY -> "{\"error\":{\"code\":";
        };
    }

    /** The word by which clients of the dialect know that class of error. */
    String word(ErrorKind kind) {
        return switch (this) {
            case CHAT, RESPONSES ->
                switch (kind) {
                    case RATE_LIMITED -> "\"type\":\"rate_limit_error\"";
                    case UNAUTHENTICATED -> "\"type\":\"authentication_error\"";
                    case INVALID_REQUEST, UNSUPPORTED_REQUEST, REQUEST_TOO_LARGE ->
                        "\"type\":\"invalid_request_error\"";
                    case MODEL_NOT_FOUND -> "\"code\":\"model_not_found\"";
                    case OVERLOADED, SERVER_FAILED -> "\"type\":\"server_error\"";
                    default -> "\"code\":\"" + kind.label().replace('-', '_') + "\"";
                };
            case MESSAGES ->
                "\"type\":\""
                        + switch (kind) {
                            case RATE_LIMITED -> "rate_limit_error";
                            case UNAUTHENTICATED -> "authentication_error";
                            case INVALID_REQUEST, UNSUPPORTED_REQUEST -> "invalid_request_error";
                            case REQUEST_TOO_LARGE -> "request_too_large";
                            case MODEL_NOT_FOUND -> "not_found_error";
                            case OVERLOADED -> "overloaded_error";
                            case TIMED_OUT -> "timeout_error";
                            default -> "api_error";
                        }
                        + "\"";
            case GEMINI, GEMINI_ARRAY ->
                "\"status\":\""
                        + switch (kind) {
                            case RATE_LIMITED -> "RESOURCE_EXHAUSTED";
                            case UNAUTHENTICATED -> "UNAUTHENTICATED";
                            case INVALID_REQUEST, UNSUPPORTED_REQUEST, REQUEST_TOO_LARGE -> "INVALID_ARGUMENT";
                            case MODEL_NOT_FOUND -> "NOT_FOUND";
                            case OVERLOADED, CONNECTION_FAILED -> "UNAVAILABLE";
                            case TIMED_OUT -> "DEADLINE_EXCEEDED";
                            default -> "INTERNAL";
                        }
                        + "\"";
        };
    }
}
