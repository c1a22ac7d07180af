package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.dialect.NamespacedTools;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the finished items of an answer for a client, in streams and in plain answers alike. */
final class ItemWriter {
    private static final Set<String> OF_PARTS =
            Set.of("type", "text", "annotations", "logprobs", Names.ITEM, Names.PHASE);

    /** What a call without arguments is written with: clients parse the text, and the empty one is no JSON. */
    static final String NO_ARGUMENTS = "{}";

    private final Origin origin;
    private final boolean own;
    private final boolean carries;
    private final List<Tool> offered;

    ItemWriter(ChatRequest request, Origin origin) {
        this.origin = origin;
        this.offered = request.tools();
        this.own = AnswerWords.isOwn(origin);
        this.carries = !own || Includes.encryptedReasoning(request);
    }

    /** Whether the answer comes in this dialect, so that ids and vendor members are the client's to see. */
    boolean own() {
        return own;
    }

    /** @param parts the content, as elements of an array without its brackets */
    void message(String id, @Nullable RawJson phase, byte[] parts, JsonWriter out) {
        openMessage(id, phase, "completed", out);
        out.fragment(parts, true).endArray().endObject();
    }

    /** A message that begins; what is written next stands in its content. */
    static void openMessage(String id, @Nullable RawJson phase, String status, JsonWriter out) {
        out.beginObject().name("id").string(id).name("type").string("message");
        out.name("status").string(status);
        if (phase != null) {
            out.name(Names.PHASE).raw(phase);
        }
        out.name("role").string("assistant").name(Names.CONTENT).beginArray();
    }

    /** A text with what belongs to it; citations and the like only where the dialect is the client's own. */
    void text(String text, Members extra, JsonWriter out) {
        out.beginObject().name("type").string("output_text");
        list("annotations", extra, out);
        list("logprobs", extra, out);
        out.name("text").string(text);
        if (own) {
            extra.byName().forEach((name, json) -> {
                if (!OF_PARTS.contains(name)) {
                    out.name(name).raw(json);
                }
            });
        }
        out.endObject();
    }

    private void list(String name, Members extra, JsonWriter out) {
        RawJson list = own ? extra.get(name) : null;
        out.name(name);
        if (list == null) {
            out.beginArray().endArray();
        } else {
            out.raw(list);
        }
    }

    static void refusal(String text, JsonWriter out) {
        out.beginObject().name("type").string("refusal");
        out.name("refusal").string(text).endObject();
    }

    /**
     * The item as its host issued it; reasoning of another dialect travels in the encrypted content, its text as the summary. A host of the
     * dialect that encrypts nothing gets a name there too, for some clients hand back nothing else, and other hosts must know whose it is.
     */
    void reasoning(Content.Reasoning reasoning, String newId, JsonWriter out) {
        out.beginObject();
        RawJson id = own ? reasoning.payload().get("id") : null;
        out.name("id");
        if (id == null) {
            out.string(newId);
        } else {
            out.raw(id);
        }
        out.name("type").string(Names.REASONING).name("status").string("completed");
        boolean sealed = carries && (!own || !isEncrypted(reasoning));
        if (own) {
            reasoning.payload().byName().forEach((name, json) -> {
                boolean replaced = sealed && name.equals(Names.ENCRYPTED_CONTENT);
                if (!replaced && !name.equals("id") && !name.equals("type") && !name.equals("status")) {
                    out.name(name).raw(json);
                }
            });
        }
        if (!own || reasoning.payload().get(Names.SUMMARY) == null) {
            boolean inContent = own && reasoning.payload().get(Names.CONTENT) != null;
            summary(inContent ? "" : reasoning.text(), out);
        }
        if (sealed) {
            out.name(Names.ENCRYPTED_CONTENT)
                    .string(CarriedReasoning.of(reasoning.field(), reasoning.payload(), origin)
                            .sealed());
        }
        out.endObject();
    }

    private static boolean isEncrypted(Content.Reasoning reasoning) {
        RawJson encrypted = reasoning.payload().get(Names.ENCRYPTED_CONTENT);
        return encrypted != null && encrypted.valueOrNull() instanceof JsonString;
    }

    private static void summary(String text, JsonWriter out) {
        out.name(Names.SUMMARY).beginArray();
        if (!text.isEmpty()) {
            out.beginObject().name("type").string("summary_text");
            out.name("text").string(text).endObject();
        }
        out.endArray();
    }

    /** A call; its item's id is the host's own where that spoke the dialect. */
    void call(String id, String callId, Content.ToolCall call, JsonWriter out) {
        String arguments = call.arguments().text();
        call(id, callId, call.name(), call.extra(), "completed", arguments.isEmpty() ? NO_ARGUMENTS : arguments, out);
    }

    /** A call that begins, its arguments yet to come. */
    void openCall(String id, String callId, String name, Members extra, JsonWriter out) {
        call(id, callId, name, extra, "in_progress", "", out);
    }

    private void call(
            String id, String callId, String name, Members extra, String status, String arguments, JsonWriter out) {
        out.beginObject().name("id").string(id).name("type").string("function_call");
        out.name("status").string(status);
        out.name("arguments").string(arguments);
        NamespacedTools.Parts called = called(name);
        out.name("call_id").string(callId).name("name").string(called.name());
        if (called.namespace() != null) {
            out.name("namespace").string(called.namespace());
        }
        if (own) {
            ToolsWriter.members(extra.without("id"), out);
        }
        out.endObject();
    }

    /** What was called, as the client offered it; a host of the dialect names it so by itself. */
    NamespacedTools.Parts called(String name) {
        return own ? new NamespacedTools.Parts(null, name) : NamespacedTools.split(offered, name);
    }

    /** The id of the item of that call. */
    String callItemId(Members extra, String newId) {
        RawJson id = own ? extra.get("id") : null;
        return id != null && id.valueOrNull() instanceof JsonString(String known) ? known : newId;
    }

    /** Whether a client of the dialect can be shown that part as an item. */
    boolean isItem(Content part) {
        return switch (part) {
            case Content.Media media -> GeneratedImage.fits(media);
            case Content.Opaque opaque -> own && !opaque.place().equals(Names.CONTENT);
            case Content.Text text -> false;
            case Content.Refusal refusal -> false;
            case Content.Reasoning reasoning -> false;
            case Content.ToolCall call -> false;
        };
    }

    /** A part for which {@link #isItem} holds. */
    void whole(Content part, String newId, JsonWriter out) {
        if (part instanceof Content.Media image) {
            GeneratedImage.write(image, newId, out);
        } else if (part instanceof Content.Opaque opaque) {
            out.raw(opaque.json());
        }
    }

    /** What stands for media that have no item of their own: a link in the text. */
    static String link(Content.Media media) {
        return switch (media.kind()) {
            case IMAGE -> "![image](" + media.url() + ")";
            case VIDEO -> "[video](" + media.url() + ")";
            case AUDIO -> "[audio](" + media.url() + ")";
            case FILE -> "[file](" + media.url() + ")";
        };
    }
}
