package dev.parlance.gateway.soak;

/** The doors that the load comes through, as their clients know them. */
enum SoakDoor {
    CHAT("/v1/chat/completions", "\"finish_reason\":\"stop\"", "data: [DONE]\n\n"),
    RESPONSES("/v1/responses", "\"status\":\"completed\"", "event: response.completed\n"),
    MESSAGES("/v1/messages", "\"stop_reason\":\"end_turn\"", "event: message_stop\n");

    private static final String LONG_AGO = "Much was said before, and all of it goes through unread. ".repeat(150);

    private final String path;
    private final String plainEnd;
    private final String streamEnd;

    SoakDoor(String path, String plainEnd, String streamEnd) {
        this.path = path;
        this.plainEnd = plainEnd;
        this.streamEnd = streamEnd;
    }

    /** What stands in every answer that is whole, and in no other. */
    String end(boolean stream) {
        return stream ? streamEnd : plainEnd;
    }

    /**
     * A whole request, head and body.
     *
     * @param lengthy with so many words before that the raw lane is worth it
     */
    Numbered request(String model, Role role, boolean stream, boolean lengthy) {
        return post(body(model, role, stream, lengthy));
    }

    /** Its body alone. */
    String body(String model, Role role, boolean stream, boolean lengthy) {
        String asks = "{'role':'user','content':'Play " + role + " as " + Numbered.NUMBER + "'}";
        String said = lengthy
                ? "{'role':'user','content':'" + LONG_AGO + "'},{'role':'assistant','content':'I see'}," + asks
                : asks;
        String named = "{'model':'" + model + "','stream':" + stream + ",";
        String body = switch (this) {
            case CHAT ->
                named + (stream ? "'stream_options':{'include_usage':true}," : "") + "'messages':[" + said + "]"
                        + tools(role) + "}";
            case RESPONSES -> named + "'input':[" + said + "]}";
            case MESSAGES -> named + "'max_tokens':500,'messages':[" + said + "]}";
        };
        return body.replace('\'', '"');
    }

    /** The turn after {@link Role#THINK}, from a client that threw the reasoning away; its answer is streamed. */
    static Numbered afterThought(String model) {
        String first = "{'role':'user','content':'Play THINK as " + Numbered.NUMBER + "'}";
        String turn = "{'role':'assistant','content':'','tool_calls':[{'id':'call_" + Numbered.NUMBER
                + "','type':'function','function':{'name':'weather','arguments':'{}'}}]}";
        String told = "{'role':'tool','tool_call_id':'call_" + Numbered.NUMBER + "','content':'Play RETURN as "
                + Numbered.NUMBER + "'}";
        String body = "{'model':'" + model + "','stream':true,'stream_options':{'include_usage':true},'messages':["
                + first + "," + turn + "," + told + "]" + tools(Role.RETURN) + "}";
        return CHAT.post(body.replace('\'', '"'));
    }

    private static String tools(Role role) {
        return role == Role.THINK || role == Role.RETURN
                ? ",'tools':[{'type':'function','function':{'name':'weather','description':'d','parameters':"
                        + "{'type':'object','properties':{}}}}]"
                : "";
    }

    /** Any body at this door. */
    Numbered post(String body) {
        return Numbered.of("POST " + path
                + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body);
    }
}
