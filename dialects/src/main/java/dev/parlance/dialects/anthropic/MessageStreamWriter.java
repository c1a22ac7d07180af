package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.anthropic.BlockQueue.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as the events of the API: the message without content, a ping, one block after the other, the reason it ended with the
 * usage, the end. The message waits for the event behind the one that begins it, for usage that is known by then belongs into it: Claude Code
 * reads there how full its context is (router-for-me/CLIProxyAPI#1700, MadAppGang/claudish#152). A failure is the usage as far as it is known,
 * an error event, and then nothing: {@code message_stop} means success. Not thread-safe.
 */
final class MessageStreamWriter implements StreamEncoder {
    /** Members of the message that are told with the reason it ended, and not beside it. */
    private static final Set<String> WITH_THE_REASON = Set.of("stop_sequence", "stop_details", "container");

    private final AnswerWords words;
    private final BlockQueue blocks = new BlockQueue();
    private final StreamedBlocks parts;
    private final Map<String, RawJson> members = new LinkedHashMap<>();
    private boolean due;
    private boolean started;
    private @Nullable String id;
    private boolean refused;
    private @Nullable Usage usage;

    MessageStreamWriter(ChatRequest request, Origin origin) {
        this.words = new AnswerWords(request, origin);
        this.parts = new StreamedBlocks(words, blocks);
    }

    @Override
    public void encode(ChatEvent event, JsonWriter out) {
        if (event instanceof ChatEvent.UsageReported(Usage reported)) {
            usage = reported;
            return;
        }
        if (due) {
            begin(out);
        }
        switch (event) {
            case ChatEvent.ResponseStarted begun -> {
                id = id == null ? begun.id() : id;
                // Some hosts name the answer only in a later piece.
                due = id != null && !started;
            }
            case ChatEvent.TextDelta(String text) -> {
                begin(out);
                parts.text(Kind.TEXT, text, out);
            }
            case ChatEvent.RefusalDelta(String text) -> {
                begin(out);
                refused = true;
                parts.text(Kind.REFUSAL, text, out);
            }
            case ChatEvent.ReasoningDelta delta -> {
                begin(out);
                parts.reasoning(delta, out);
            }
            case ChatEvent.ToolCallStarted call -> {
                begin(out);
                parts.call(call, out);
            }
            case ChatEvent.ToolCallDelta(int call, String arguments) -> parts.arguments(call, arguments, out);
            case ChatEvent.ToolCallEnded(int call) -> {
                BlockQueue.Block block = blocks.ofCall(call);
                if (block != null) {
                    blocks.end(block, out);
                }
            }
            case ChatEvent.PartReceived(Content part) -> {
                begin(out);
                parts.whole(part, out);
            }
            case ChatEvent.PartEnded(Members extra) -> parts.ended(extra, out);
            case OpaqueReceived opaque -> {
                if (words.tells(opaque)) {
                    members.put(opaque.name(), opaque.json());
                }
            }
            case ChatEvent.UsageReported told -> {}
            case ChatEvent.ResponseStopped(StopReason reason) -> {
                begin(out);
                stop(reason, out);
            }
            case ChatEvent.ResponseFailed failed -> {
                parts.ended(Members.NONE, out);
                blocks.flush(out);
                if (started && usage != null) {
                    cost(out);
                }
                out.frame("event: error\ndata: ");
                ErrorWriter.write(failed.error(), out);
                out.frame("\n\n");
            }
        }
    }

    private void begin(JsonWriter out) {
        if (started) {
            return;
        }
        started = true;
        due = false;
        BlockQueue.open("message_start", out).name("message").beginObject();
        out.name("id").string(AnswerWords.id(id));
        out.name(Names.TYPE).string("message").name("role").string("assistant");
        out.name("model").string(words.model());
        out.name(Names.CONTENT).beginArray().endArray();
        out.name("stop_reason").nothing();
        if (!members.containsKey("stop_sequence")) {
            out.name("stop_sequence").nothing();
        }
        members.forEach((name, json) -> out.name(name).value(json.valueOrText()));
        members.clear();
        out.name("usage");
        words.usageSoFar(usage, out);
        out.endObject();
        BlockQueue.close(out);
        BlockQueue.close(BlockQueue.open("ping", out));
    }

    private void stop(StopReason reason, JsonWriter out) {
        parts.ended(Members.NONE, out);
        blocks.endAll(out);
        BlockQueue.open("message_delta", out).name("delta").beginObject();
        out.name("stop_reason").string(StopWords.write(reason, words.own(), refused));
        members.putIfAbsent("stop_sequence", RawJson.of(JsonValue.JsonNull.NULL));
        members(true, out);
        out.endObject();
        out.name("usage");
        words.usage(usage, out);
        members(false, out);
        BlockQueue.close(out);
        BlockQueue.close(BlockQueue.open("message_stop", out));
    }

    /** What a failed answer cost: no reason, and no end follows. */
    private void cost(JsonWriter out) {
        BlockQueue.open("message_delta", out).name("delta").beginObject();
        out.name("stop_reason").nothing().name("stop_sequence").nothing().endObject();
        out.name("usage");
        words.usage(usage, out);
        BlockQueue.close(out);
    }

    private void members(boolean withTheReason, JsonWriter out) {
        members.forEach((name, json) -> {
            if (WITH_THE_REASON.contains(name) == withTheReason) {
                // Written anew, for an event is one line and a host may have written many.
                out.name(name).value(json.valueOrText());
            }
        });
    }
}
