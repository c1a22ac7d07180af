package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.Speech.Part;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Chunk;
import dev.parlance.sandbox.host.SandboxAnswer.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A streamed answer: named events, a ping behind the first block's start and one in the middle, and blanks before the last brace of each
 * event, as recorded.
 */
final class MessagesStream {
    private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    private static final int WIDEST_PADDING = 16;

    private final Speech speech;
    private final ClaudeModel model;
    private final Digest digest;
    private final List<String> frames = new ArrayList<>();

    private MessagesStream(Speech speech, ClaudeModel model, Digest digest) {
        this.speech = speech;
        this.model = model;
        this.digest = digest;
    }

    static SandboxAnswer of(Speech speech, ClaudeModel model, Faults faults, Digest digest) {
        return new MessagesStream(speech, model, digest).answer(faults);
    }

    private SandboxAnswer answer(Faults faults) {
        JsonObject start =
                MessagesWire.message(model, digest).with("usage", speech.usage().start());
        event(object(member("type", "message_start"), member("message", start)));
        for (int index = 0; index < speech.parts().size(); index++) {
            block(index, speech.parts().get(index));
        }
        event(object(
                member("type", "message_delta"),
                member(
                        "delta",
                        object(
                                member("stop_reason", speech.stopReason()),
                                member("stop_sequence", MessagesWire.stopSequence(speech)),
                                member("stop_details", MessagesWire.details(speech)))),
                member("usage", speech.usage().end())));
        if (!faults.doneMissing()) {
            event(object("type", "message_stop"));
        }
        List<String> sent = frames;
        if (faults.errorInStream()) {
            sent = new ArrayList<>(frames.subList(0, frames.size() / 2));
            sent.add(frame(MessagesErrors.body(
                    digest,
                    object(
                            member("details", null),
                            member("type", "overloaded_error"),
                            member("message", "Overloaded")))));
        }
        List<Chunk> chunks = new ArrayList<>();
        sent.forEach(frame -> chunks.add(new Chunk(Duration.ZERO, frame)));
        return new SandboxAnswer(
                200,
                Map.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache"),
                chunks,
                Ending.COMPLETE);
    }

    private void block(int index, Part part) {
        event(object(
                member("type", "content_block_start"), member("index", index), member("content_block", opened(part))));
        if (index == 0) {
            frames.add(PING);
        }
        switch (part) {
            case Part.Thought(List<String> pieces, String signature) -> {
                deltas(index, "thinking_delta", "thinking", pieces);
                deltas(index, "signature_delta", "signature", List.of(signature));
            }
            case Part.Redacted redacted -> {}
            case Part.Text(List<String> pieces) -> {
                List<String> first = pieces.subList(0, pieces.size() / 2);
                deltas(index, "text_delta", "text", first);
                frames.add(PING);
                deltas(index, "text_delta", "text", pieces.subList(first.size(), pieces.size()));
            }
            // A call begins with an empty piece, and without arguments that is all (recorded: simonw/llm-anthropic,
            // fixed_version).
            case Part.Use(String id, String name, List<String> pieces) -> {
                deltas(index, "input_json_delta", "partial_json", List.of(""));
                if (!String.join("", pieces).equals("{}")) {
                    deltas(index, "input_json_delta", "partial_json", pieces);
                }
            }
        }
        event(object(member("type", "content_block_stop"), member("index", index)));
    }

    private static JsonObject opened(Part part) {
        return switch (part) {
            case Part.Thought thought ->
                object(member("type", "thinking"), member("thinking", ""), member("signature", ""));
            case Part.Redacted(String data) -> object(member("type", "redacted_thinking"), member("data", data));
            case Part.Text text -> object(member("type", "text"), member("text", ""));
            case Part.Use(String id, String name, List<String> pieces) ->
                object(
                        member("type", "tool_use"),
                        member("id", id),
                        member("name", name),
                        member("input", JsonObject.EMPTY),
                        member("caller", object("type", "direct")));
        };
    }

    private void deltas(int index, String type, String name, List<String> pieces) {
        for (String piece : pieces) {
            event(object(
                    member("type", "content_block_delta"),
                    member("index", index),
                    member("delta", object(member("type", type), member(name, piece)))));
        }
    }

    private void event(JsonObject event) {
        frames.add(frame(event));
    }

    private String frame(JsonObject event) {
        String json = Json.text(event);
        String blanks = " ".repeat(digest.number("padding" + frames.size(), WIDEST_PADDING));
        return "event: " + event.text("type") + "\ndata: " + json.substring(0, json.length() - 1) + blanks + "}\n\n";
    }
}
