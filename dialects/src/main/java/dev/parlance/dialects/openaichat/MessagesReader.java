package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code messages} of a request; shapes are checked here, so that no impossible message goes further. */
final class MessagesReader {
    private static final String EXTRA_CONTENT = "extra_content";

    private final JsonReader reader;
    private final String place;
    private final List<Adjustment> adjustments;
    private @Nullable String role;
    private @Nullable String callId;
    private ContentForm form = ContentForm.ABSENT;
    private List<Content> parts = List.of();
    private final ReasoningEcho reasoning = new ReasoningEcho();
    private final List<Content> calls = new ArrayList<>();
    private @Nullable String refusal;
    private Members extra = Members.NONE;

    private MessagesReader(JsonReader reader, int index, List<Adjustment> adjustments) {
        this.reader = reader;
        this.place = "messages[" + index + "]";
        this.adjustments = adjustments;
    }

    static void read(JsonReader reader, ChatRequest.Builder builder, List<Adjustment> adjustments) {
        if (!reader.isArray()) {
            throw BadRequest.of("messages", "messages must be an array");
        }
        int index = 0;
        while (reader.nextElement()) {
            if (!reader.isObject()) {
                throw BadRequest.of("messages", "messages[" + index + "] must be an object");
            }
            builder.message(new MessagesReader(reader, index, adjustments).message());
            index++;
        }
        if (index == 0) {
            throw BadRequest.of("messages", "messages is empty: there must be at least one message");
        }
    }

    private Message message() {
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            member(name);
        }
        return switch (role == null ? "" : role) {
            case "system" -> new Message.System(false, parts, form, rest());
            case "developer" -> new Message.System(true, parts, form, rest());
            case "user" -> new Message.User(required(), form, rest());
            case "assistant" -> assistant();
            case "tool" -> tool();
            case "" -> throw fault(".role is missing: it must be system, developer, user, assistant or tool");
            default -> throw fault(".role is \"" + role + "\": it must be system, developer, user, assistant or tool");
        };
    }

    private void member(String name) {
        switch (name) {
            case "role" -> role = text(name);
            case "content" -> content();
            case "tool_call_id" -> callId = text(name);
            case "tool_calls" -> calls();
            case "refusal" -> {
                if (reader.isString()) {
                    refusal = reader.string();
                } else {
                    extra = extra.with(name, reader.raw());
                }
            }
            case Names.REASONING_CONTENT, Names.REASONING, Names.REASONING_TEXT -> reasoning.text(name, reader);
            case Names.REASONING_DETAILS, Names.REASONING_OPAQUE -> reasoning.payload(name, reader);
            default -> extra = extra.with(name, reader.raw());
        }
    }

    private void content() {
        if (reader.isNull()) {
            form = ContentForm.NULL;
            reader.skip();
        } else if (reader.isString()) {
            form = ContentForm.STRING;
            String text = reader.string();
            parts = text.isEmpty() ? List.of() : List.of(new Content.Text(text));
        } else if (reader.isArray()) {
            form = ContentForm.PARTS;
            List<Content> read = new ArrayList<>();
            while (reader.nextElement()) {
                read.add(PartReader.read(reader, place + ".content[" + read.size() + "]"));
            }
            parts = read;
        } else {
            throw fault(".content must be a string, an array of parts or null");
        }
    }

    private void calls() {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        if (!reader.isArray()) {
            throw fault(".tool_calls must be an array");
        }
        while (reader.nextElement()) {
            calls.add(call(".tool_calls[" + calls.size() + "]"));
        }
    }

    private Content call(String at) {
        if (!reader.isObject()) {
            throw fault(at + " must be an object");
        }
        RawJson whole = reader.raw();
        byte[] bytes = whole.bytes();
        try (JsonReader inner = JsonReader.of(bytes, 0, bytes.length)) {
            String id = "";
            String type = "function";
            String name = null;
            RawJson arguments = null;
            Members others = Members.NONE;
            for (String member = inner.nextMember(); member != null; member = inner.nextMember()) {
                switch (member) {
                    case "id" -> {
                        String given = inner.stringOrNull();
                        id = given == null ? "" : given;
                    }
                    case "type" -> {
                        String given = inner.stringOrNull();
                        type = given == null ? type : given;
                    }
                    case "function" -> {
                        if (!inner.isObject()) {
                            throw fault(at + ".function must be an object");
                        }
                        for (String part = inner.nextMember(); part != null; part = inner.nextMember()) {
                            if (part.equals("name")) {
                                name = inner.stringOrNull();
                            } else if (part.equals("arguments")) {
                                // Some clients send the object itself instead of its text.
                                arguments = inner.isString()
                                        ? RawJson.ofText(inner.string())
                                        : inner.isNull() ? null : inner.raw();
                            } else {
                                inner.skip();
                            }
                        }
                    }
                    default -> others = others.with(member, inner.raw());
                }
            }
            if (!type.equals("function")) {
                return new Content.Opaque(Names.DIALECT, "tool_calls", whole);
            }
            if (name == null) {
                throw fault(at + ".function.name is missing");
            }
            return new Content.ToolCall(id, name, arguments == null ? RawJson.EMPTY_OBJECT : arguments, others);
        }
    }

    private Message assistant() {
        List<CarriedDetails.Returned> carried = reasoning.carried();
        List<Content> content = new ArrayList<>();
        if (carried.isEmpty()) {
            Content.Reasoning echoed = reasoning.content(place, adjustments);
            if (echoed != null) {
                content.add(echoed);
            }
        } else {
            add(carried, 0, content);
        }
        content.addAll(parts);
        if (refusal != null) {
            content.add(new Content.Refusal(refusal));
        }
        for (int number = 0; number < calls.size(); number++) {
            if (number > 0) {
                add(carried, number, content);
            }
            call(calls.get(number), carried.isEmpty(), content);
        }
        if (!calls.isEmpty()) {
            add(carried, calls.size(), content);
        }
        if (callId != null) {
            extra = extra.with("tool_call_id", RawJson.of(JsonValue.of(callId)));
        }
        return new Message.Assistant(content, form, extra);
    }

    private static void add(List<CarriedDetails.Returned> carried, int callsBefore, List<Content> content) {
        for (CarriedDetails.Returned returned : carried) {
            if (returned.calls() == callsBefore) {
                content.add(returned.reasoning());
            }
        }
    }

    /** A call, after the signature that it carries unless the details of the message carry it already. */
    private static void call(Content part, boolean signed, List<Content> content) {
        RawJson extraContent =
                part instanceof Content.ToolCall call ? call.extra().get(EXTRA_CONTENT) : null;
        Content.Reasoning signature = extraContent == null ? null : CarriedDetails.ofCall(extraContent.valueOrNull());
        if (signature != null && part instanceof Content.ToolCall call) {
            if (signed) {
                content.add(signature);
            }
            content.add(new Content.ToolCall(
                    call.id(), call.name(), call.arguments(), call.extra().without(EXTRA_CONTENT)));
            return;
        }
        content.add(part);
    }

    private Message tool() {
        if (callId == null) {
            throw fault(".tool_call_id is missing: a tool message must name the call it answers");
        }
        return new Message.ToolResult(callId, required(), form, rest());
    }

    private List<Content> required() {
        if (form == ContentForm.ABSENT) {
            throw fault(".content is missing");
        }
        return parts;
    }

    /** Members that belong to other roles travel on as they are. */
    private Members rest() {
        if (!calls.isEmpty()) {
            throw fault(".tool_calls belongs to an assistant message");
        }
        Content.Reasoning echoed = reasoning.content(place, adjustments);
        if (echoed != null) {
            adjustments.add(new Adjustment(
                    "reasoning",
                    Adjustment.Kind.DROPPED,
                    JsonValue.of(echoed.text()),
                    null,
                    "inbound/" + Names.DIALECT + "#messages",
                    place + " is no assistant message, so it carries no reasoning.",
                    null));
        }
        Members members = extra;
        if (refusal != null) {
            members = members.with("refusal", RawJson.of(JsonValue.of(refusal)));
        }
        return members;
    }

    private String text(String name) {
        if (!reader.isString()) {
            throw fault("." + name + " must be a string");
        }
        return reader.string();
    }

    private RuntimeException fault(String what) {
        return BadRequest.of("messages", place + what);
    }
}
