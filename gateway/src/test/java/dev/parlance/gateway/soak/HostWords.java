package dev.parlance.gateway.soak;

import static dev.parlance.gateway.soak.Numbered.NUMBER;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What hosts of two dialects say, each frame of a stream in a chunk of its own. */
enum HostWords {
    CHAT(
            json(
                    "{'id':'c1','object':'chat.completion','created':1,'model':'m-1','choices':[{'index':0,'message':{'role':"
                            + "'assistant','content':'The answer to " + NUMBER + " is long and has some words in it.'},"
                            + "'finish_reason':'stop'}],'usage':{'prompt_tokens':11,'completion_tokens':7,'total_tokens':18}}"),
            frames("The answer to ", NUMBER, " has words", " and words", " and words", " and \u4f60\u597d", " at last")
                    .map(HostWords::chatFrame)
                    .toList(),
            List.of(
                    "data: {'id':'c1','object':'chat.completion.chunk','created':1,'model':'m-1','choices':[{'index':0,'delta':{},"
                            + "'finish_reason':'stop'}]}\n\n",
                    "data: {'id':'c1','object':'chat.completion.chunk','created':1,'model':'m-1','choices':[],'usage':"
                            + "{'prompt_tokens':11,'completion_tokens':7,'total_tokens':18}}\n\n",
                    "data: [DONE]\n\n"),
            chatFrame(" and more"),
            "data: {'error':{'message':'The host has no time','type':'server_error','code':null,'param':null}}\n\n"),
    MESSAGES(
            json(
                    "{'id':'msg_1','type':'message','role':'assistant','model':'claude','content':[{'type':'text','text':'The answer to "
                            + NUMBER
                            + " is long and has some words in it.'}],'stop_reason':'end_turn','stop_sequence':null,"
                            + "'usage':{'input_tokens':11,'output_tokens':7}}"),
            Stream.concat(
                            Stream.of(
                                    event(
                                            "message_start",
                                            "'message':{'id':'msg_1','type':'message','role':'assistant','model':'claude','content':[],"
                                                    + "'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':11,"
                                                    + "'output_tokens':1}}"),
                                    event(
                                            "content_block_start",
                                            "'index':0,'content_block':{'type':'text','text':''}")),
                            frames(
                                            "The answer to ",
                                            NUMBER,
                                            " has words",
                                            " and words",
                                            " and \u4f60\u597d",
                                            " at last")
                                    .map(HostWords::textDelta))
                    .toList(),
            List.of(
                    event("content_block_stop", "'index':0"),
                    event(
                            "message_delta",
                            "'delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':7}"),
                    event("message_stop", "")),
            textDelta(" and more"),
            "event: error\ndata: {'type':'error','error':{'type':'api_error','message':'The host has no time'}}\n\n");

    private static final int FLOOD = 40;

    private static final String REFUSAL = "{'type':'error','error':{'message':'The host does not like " + NUMBER
            + "','type':'invalid_request_error'}}";
    private static final String OVERLOAD =
            "{'type':'error','error':{'message':'The host has no time for " + NUMBER + "','type':'overloaded_error'}}";

    /** Reasoning and a call of a tool, from a host that wants the reasoning back. */
    static final Numbered THOUGHT = whole(
            200,
            json(
                    "{'id':'c1','object':'chat.completion','created':1,'model':'m-1','choices':[{'index':0,'message':{'role':"
                            + "'assistant','content':'','reasoning_content':'" + thought()
                            + "','tool_calls':[{'id':'call_"
                            + NUMBER + "','type':'function','function':{'name':'weather','arguments':'{}'}}]},"
                            + "'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':11,'completion_tokens':7,'total_tokens':18}}"));

    static final Numbered REFUSED = whole(400, json(REFUSAL));
    static final Numbered OVERLOADED = whole(503, json(OVERLOAD));
    static final Numbered NONSENSE = whole(200, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"mess");

    /** A whole answer. */
    final Numbered plain;

    /** The head of a stream and its first frames. */
    final Numbered begun;

    /** Its last frames and its end. */
    final Numbered ended;

    /** Many frames more. */
    final Numbered flood;

    /** An error and the end. */
    final Numbered failed;

    HostWords(String plain, List<String> begun, List<String> ended, String more, String failed) {
        this.plain = whole(200, plain);
        this.begun = Numbered.of(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\nx-request-id: req_soak\r\n\r\n"
                        + chunks(begun));
        this.ended = Numbered.of(chunks(ended) + "0\r\n\r\n");
        this.flood = Numbered.of(chunks(Collections.nCopies(FLOOD, more)));
        this.failed = Numbered.of(chunks(List.of(failed)) + "0\r\n\r\n");
    }

    /** The words of whoever is called at that path. */
    static HostWords at(String head) {
        return head.startsWith("POST /v1/messages") ? MESSAGES : CHAT;
    }

    /** What the model thought. */
    static String thought() {
        return "Whoever is " + NUMBER + " wants to know about the weather, and I " + "think about it ".repeat(20);
    }

    private static Stream<String> frames(String... texts) {
        return Stream.of(texts);
    }

    private static String chatFrame(String text) {
        return "data: {'id':'c1','object':'chat.completion.chunk','created':1,'model':'m-1','choices':[{'index':0,'delta':{'content':'"
                + text + "'},'finish_reason':null}]}\n\n";
    }

    private static String textDelta(String text) {
        return event("content_block_delta", "'index':0,'delta':{'type':'text_delta','text':'" + text + "'}");
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {'type':'" + type + "'" + (members.isEmpty() ? "" : "," + members) + "}\n\n";
    }

    private static String json(String words) {
        return words.replace('\'', '"');
    }

    private static String chunks(List<String> frames) {
        StringBuilder chunks = new StringBuilder();
        for (String frame : frames) {
            String json = json(frame);
            chunks.append(Integer.toHexString(json.getBytes(StandardCharsets.UTF_8).length))
                    .append("\r\n")
                    .append(json)
                    .append("\r\n");
        }
        return chunks.toString();
    }

    private static Numbered whole(int status, String body) {
        return Numbered.of("HTTP/1.1 " + status + " Whatever\r\ncontent-type: application/json\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }
}
