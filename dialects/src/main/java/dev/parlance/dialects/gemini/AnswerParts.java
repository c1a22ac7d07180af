package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of an answer, for plain and streamed answers alike. A call is written when it is whole. A signature, of this dialect or
 * the seal of another's reasoning, stands on the part that follows it. Not thread-safe.
 */
final class AnswerParts {
    private final boolean own;
    private final Frame frame;
    private final CarriedThought carried;
    private final Map<Integer, OpenCall> calls = new LinkedHashMap<>();
    private @Nullable String signature;

    /** What stands around one part. */
    interface Frame {
        /** Where the part is to be written. */
        JsonWriter open();

        /** The part is written. */
        void close();
    }

    private static final class OpenCall {
        private final ChatEvent.ToolCallStarted start;
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String signature;

        OpenCall(ChatEvent.ToolCallStarted start, @Nullable String signature) {
            this.start = start;
            this.signature = signature;
        }
    }

    AnswerParts(Origin origin, Frame frame) {
        this.own = origin.dialect().equals(Names.DIALECT);
        this.frame = frame;
        this.carried = new CarriedThought(origin);
    }

    /** Whether the answer comes from a host of this dialect. */
    boolean own() {
        return own;
    }

    void text(String text) {
        if (!text.isEmpty()) {
            String held = held();
            String waiting = signature();
            if (held != null && waiting != null) {
                write("", false, held);
            }
            write(text, false, waiting == null ? held : waiting);
        }
    }

    void reasoning(ChatEvent.ReasoningDelta delta) {
        if (!own) {
            if (carried.begins(delta)) {
                String held = held();
                if (held != null) {
                    write("", false, held);
                }
                flush();
            }
            carried.add(delta);
            if (!delta.text().isEmpty()) {
                write(delta.text(), true, null);
            }
            return;
        }
        flush();
        RawJson given = delta.payload().get(Names.SIGNATURE);
        String signed = given != null && given.valueOrNull() instanceof JsonString(String text) ? text : null;
        if (delta.text().isEmpty()) {
            signature = signed;
        } else {
            write(delta.text(), true, signed);
        }
    }

    void partEnded() {
        carried.partEnded();
    }

    void callStarted(ChatEvent.ToolCallStarted start) {
        calls.put(start.call(), new OpenCall(start, signature()));
    }

    void callArguments(ChatEvent.ToolCallDelta delta) {
        OpenCall call = calls.get(delta.call());
        if (call != null) {
            call.arguments.append(delta.arguments());
        }
    }

    void callEnded(int number) {
        OpenCall call = calls.remove(number);
        if (call == null) {
            return;
        }
        ChatEvent.ToolCallStarted start = call.start;
        Members extra = own ? start.extra() : Members.NONE;
        JsonWriter out = frame.open();
        out.beginObject().name("functionCall");
        PartWriter.call(
                new Content.ToolCall(start.id(), start.name(), RawJson.ofText(call.arguments.toString())),
                extra.get("functionCall"),
                out);
        signed(call.signature, out);
        PartWriter.members(extra, out);
        out.endObject();
        frame.close();
    }

    void part(Content part) {
        switch (part) {
            case Content.Media media -> {
                String signed = signature();
                JsonWriter out = frame.open();
                out.beginObject();
                MediaParts.write(media, out);
                signed(signed, out);
                out.endObject();
                frame.close();
            }
            case Content.Opaque(String dialect, String place, RawJson json)
            when dialect.equals(Names.DIALECT) -> {
                flush();
                frame.open().raw(json);
                frame.close();
            }
            // Only its own dialect understands it.
            case Content.Opaque opaque -> {}
            case Content.Text text -> text(text.text());
            case Content.Refusal refusal -> text(refusal.text());
            case Content.Reasoning reasoning -> {
                reasoning(new ChatEvent.ReasoningDelta(reasoning.text(), reasoning.field(), reasoning.payload()));
                partEnded();
            }
            case Content.ToolCall call -> {
                callStarted(new ChatEvent.ToolCallStarted(-1, call.id(), call.name(), call.extra()));
                callArguments(new ChatEvent.ToolCallDelta(-1, call.arguments().text()));
                callEnded(-1);
            }
        }
    }

    /** The seal that an open call holds, when something else is written before the call: the seal belongs to the thought before both. */
    private @Nullable String held() {
        for (OpenCall call : calls.values()) {
            String held = call.signature;
            if (held != null && !own) {
                call.signature = null;
                return held;
            }
        }
        return null;
    }

    /** The signature that waits for a part, and waits no longer; null when there is none. */
    @Nullable
    String signature() {
        String waiting = own ? signature : carried.seal();
        signature = null;
        return waiting;
    }

    /** Writes a signature that nothing follows on an empty text, as the API does. */
    void flush() {
        String waiting = signature();
        if (waiting != null) {
            write("", false, waiting);
        }
    }

    private void write(String text, boolean thought, @Nullable String signed) {
        JsonWriter out = frame.open();
        out.beginObject().name("text").string(text);
        if (thought) {
            out.name("thought").bool(true);
        }
        signed(signed, out);
        out.endObject();
        frame.close();
    }

    static void signed(@Nullable String signature, JsonWriter out) {
        if (signature != null) {
            out.name(Names.SIGNATURE).string(signature);
        }
    }
}
