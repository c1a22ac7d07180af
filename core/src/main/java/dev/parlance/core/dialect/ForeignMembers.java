package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what only another dialect understands: a word of one wire language is noise, or an error, in another. Whatever a caller could
 * have meant by it is reported; the bookkeeping of answers that clients hand back (ids, citations, log probabilities) is not.
 */
final class ForeignMembers {
    /** What providers put into their answers and clients hand back: it asks for nothing. */
    private static final Set<String> BOOKKEEPING = Set.of(
            "id",
            "item",
            "status",
            "phase",
            "annotations",
            "citations",
            "logprobs",
            "index",
            "caller",
            "call_id",
            "role",
            "type",
            "refusal",
            "audio",
            "function_call",
            "reasoning_opaque",
            "extra_content",
            // Gemini's own spelling of a schema that travels in neutral form too, and what a data URL says anyway.
            "parameters",
            "responseSchema",
            "mimeType");

    /** What names a conversation that lies elsewhere; without it the model would answer to something else. */
    private static final Set<String> INDISPENSABLE =
            Set.of("previous_response_id", "conversation", "prompt", "cachedContent");

    /** Members that mean the same in all dialects; {@link #isShared} knows those that some share. */
    private static final Set<String> SHARED = Set.of("filename");

    private static final JsonValue CARRIED_ANYWAY = JsonValue.of("reasoning.encrypted_content");

    private static final String MESSAGES = "anthropic-messages";
    private static final String RESPONSES = "openai-responses";
    private static final String NAMESPACE = "namespace";

    /** Members of text and calls that only one dialect issues. */
    private static final Map<String, String> ISSUED = Map.of(
            "item",
            RESPONSES,
            "phase",
            RESPONSES,
            "annotations",
            RESPONSES,
            "logprobs",
            RESPONSES,
            NAMESPACE,
            RESPONSES,
            "citations",
            MESSAGES,
            "caller",
            MESSAGES);

    private static final Set<Parameter> ANSWERED_NATIVELY = EnumSet.of(Parameter.LOGPROBS, Parameter.TOP_LOGPROBS);

    private static final Set<String> TELLS_FAILED_TOOLS = Set.of(MESSAGES, "gemini");

    private final ChatRequest request;
    private final Profile profile;
    private final AdjustmentLog log;
    private final boolean foreign;
    private final Set<String> names = new TreeSet<>();
    private final List<JsonValue> kinds = new ArrayList<>();

    private ForeignMembers(ChatRequest request, Profile profile, AdjustmentLog log) {
        this.request = request;
        this.profile = profile;
        this.log = log;
        this.foreign = isForeign(request, profile);
    }

    private static boolean isForeign(ChatRequest request, Profile profile) {
        return request.dialect() != null && !request.dialect().equals(profile.dialect());
    }

    /** @throws dev.parlance.core.error.ParlanceException.UnsupportedRequest when nothing sensible would be left */
    static ChatRequest leaveOut(ChatRequest request, Profile profile, AdjustmentLog log) {
        ChatRequest left = isForeign(request, profile) || anyOpaque(request)
                ? new ForeignMembers(request, profile, log).without()
                : request;
        return left.dialect() == null ? withoutIssuedElsewhere(left, profile) : left;
    }

    /** A conversation held in code carries what its answers were issued with; what another dialect's host issued stays behind. */
    private static ChatRequest withoutIssuedElsewhere(ChatRequest request, Profile profile) {
        boolean any = false;
        List<Message> messages = new ArrayList<>(request.messages().size());
        for (Message message : request.messages()) {
            Message changed = message;
            if (message instanceof Message.Assistant) {
                List<Content> content = message.content().stream()
                        .map(part -> withoutIssuedElsewhere(part, profile))
                        .toList();
                changed = content.equals(message.content()) ? message : message.withContent(content);
            }
            any |= changed != message;
            messages.add(changed);
        }
        return any ? request.toBuilder().messages(messages).build() : request;
    }

    private static Content withoutIssuedElsewhere(Content part, Profile profile) {
        return switch (part) {
            case Content.Text(String text, Members extra)
            when !extra.isEmpty() -> new Content.Text(text, ownOnly(extra, profile));
            case Content.ToolCall(String id, String name, RawJson arguments, Members extra)
            when !extra.isEmpty() -> new Content.ToolCall(id, name, arguments, ownOnly(extra, profile));
            default -> part;
        };
    }

    private static Members ownOnly(Members extra, Profile profile) {
        Members own = extra;
        for (String name : extra.byName().keySet()) {
            String issuer = ISSUED.get(name);
            own = issuer == null || issuer.equals(profile.dialect()) ? own : own.without(name);
        }
        return own;
    }

    private static boolean anyOpaque(ChatRequest request) {
        if (request.toolChoice() instanceof ToolChoice.Opaque
                || request.responseFormat() instanceof ResponseFormat.Opaque) {
            return true;
        }
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Opaque) {
                return true;
            }
        }
        for (Message message : request.messages()) {
            for (Content part : message.content()) {
                if (part instanceof Content.Opaque) {
                    return true;
                }
            }
        }
        return false;
    }

    private ChatRequest without() {
        ChatRequest.Builder builder = request.toBuilder();
        builder.messages(request.messages().stream().map(this::message).toList());
        builder.tools(tools());
        if (request.toolChoice() instanceof ToolChoice.Opaque(String dialect, RawJson json) && isForeign(dialect)) {
            builder.toolChoice(null);
            dropped(Parameter.TOOL_CHOICE.label(), json);
        }
        if (request.responseFormat() instanceof ResponseFormat.Opaque(String dialect, RawJson json)
                && isForeign(dialect)) {
            builder.responseFormat(null);
            dropped(Parameter.RESPONSE_FORMAT.label(), json);
        }
        if (foreign) {
            builder.extraBody(Members.NONE);
            request.extraBody().byName().forEach(this::extraBody);
            builder.parameters(respelled());
            builder.responseFormat(format());
            ChatRequest.Streaming streaming = request.streaming();
            if (streaming != null && !streaming.extra().isEmpty()) {
                builder.streaming(new ChatRequest.Streaming(streaming.includeUsage(), kept(streaming.extra())));
            }
        }
        report();
        return builder.build();
    }

    private Message message(Message message) {
        List<Content> content = message.content().stream()
                .filter(part -> !(part instanceof Content.Opaque opaque && isForeign(opaque)))
                .map(this::part)
                .toList();
        if (content.isEmpty() && !message.content().isEmpty() && message instanceof Message.User) {
            throw AdjustmentLog.refused(
                    "messages",
                    "A user message holds only parts that " + profile.host() + " does not understand: "
                            + ((Content.Opaque) message.content().getFirst())
                                    .json()
                                    .text(),
                    "Send it in a form that all dialects know, such as text, an image or a file with its bytes.");
        }
        if (!foreign) {
            return content.size() == message.content().size() ? message : message.withContent(content);
        }
        return switch (message) {
            case Message.System system ->
                new Message.System(system.developer(), content, system.form(), kept(system.extra()));
            case Message.User user -> new Message.User(content, user.form(), kept(user.extra()));
            case Message.Assistant assistant ->
                new Message.Assistant(content, assistant.form(), kept(assistant.extra()));
            case Message.ToolResult result ->
                new Message.ToolResult(result.callId(), content, result.form(), kept(result.extra()));
        };
    }

    private boolean isForeign(Content.Opaque opaque) {
        if (!isForeign(opaque.dialect())) {
            return false;
        }
        JsonValue.JsonObject block = opaque.json().objectOrNull();
        String type = block == null ? null : block.text("type");
        kinds.add(JsonValue.of(type == null ? opaque.place() : type));
        return true;
    }

    private boolean isForeign(String dialect) {
        return !dialect.equals(profile.dialect());
    }

    private Content part(Content part) {
        if (!foreign) {
            return part;
        }
        return switch (part) {
            case Content.Text(String text, Members extra) -> new Content.Text(text, kept(extra));
            case Content.Media(Content.Media.Kind kind, String url, Members extra) ->
                new Content.Media(kind, url, kept(extra));
            case Content.ToolCall(String id, String name, RawJson arguments, Members extra) ->
                new Content.ToolCall(id, offered(name, extra), arguments, kept(extra.without(NAMESPACE)));
            // Reasoning has rules of its own, which need to know where it is from.
            case Content.Reasoning reasoning -> reasoning;
            case Content.Refusal refusal -> refusal;
            case Content.Opaque opaque -> opaque;
        };
    }

    /** The name under which the function of a call is offered here. */
    private static String offered(String name, Members extra) {
        RawJson namespace = extra.get(NAMESPACE);
        return namespace != null && namespace.valueOrNull() instanceof JsonValue.JsonString(String prefix)
                ? NamespacedTools.joined(prefix, name)
                : name;
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(request.tools().size());
        for (Tool tool : request.tools()) {
            switch (tool) {
                case Tool.Opaque opaque -> {
                    List<Tool.Function> functions =
                            isForeign(opaque.dialect()) ? NamespacedTools.functions(opaque) : null;
                    if (functions != null) {
                        tools.addAll(functions);
                        joined(opaque, functions);
                    } else if (isForeign(opaque.dialect())) {
                        dropped("tools", opaque.json());
                    } else {
                        tools.add(tool);
                    }
                }
                case Tool.Function function ->
                    tools.add(
                            foreign
                                    ? new Tool.Function(
                                            function.name(),
                                            function.description(),
                                            function.parameters(),
                                            function.strict(),
                                            kept(function.extra()),
                                            kept(function.outer()))
                                    : function);
            }
        }
        return tools;
    }

    private void joined(Tool.Opaque namespace, List<Tool.Function> functions) {
        JsonValue.JsonObject json = namespace.json().objectOrNull();
        log.add(Adjustment.of(
                        "tools",
                        Adjustment.Kind.REPAIRED,
                        json == null ? null : json.get("name"),
                        new JsonArray(functions.stream()
                                .map(function -> (JsonValue) JsonValue.of(function.name()))
                                .toList()),
                        profile.source("dialect"))
                .because("The host speaks " + profile.dialect()
                        + ", which knows no namespaces: their functions are offered under joined names."));
    }

    private @Nullable ResponseFormat format() {
        return switch (request.responseFormat()) {
            case ResponseFormat.JsonSchema(var name, var description, var schema, var strict, Members extra) ->
                new ResponseFormat.JsonSchema(name, description, schema, strict, kept(extra));
            case ResponseFormat.Opaque(String dialect, RawJson json) -> null;
            case null, default -> request.responseFormat();
        };
    }

    /** The wire name under which something was asked is no word of the other dialect; what would be answered in a form of its own is not asked. */
    private Parameters respelled() {
        Parameters all = Parameters.NONE;
        for (Map.Entry<Parameter, Parameters.Asked> asked :
                request.parameters().asked().entrySet()) {
            JsonValue value = asked.getValue().value();
            if (!ANSWERED_NATIVELY.contains(asked.getKey())) {
                all = all.with(asked.getKey(), value);
            } else if (!value.equals(JsonValue.of(false))) {
                log.add(dropped(asked.getKey().label(), value)
                        .because("The host answers in " + profile.dialect()
                                + ", whose log probabilities have no place in " + request.dialect() + "."));
            }
        }
        return all;
    }

    private Members kept(Members members) {
        Members kept = members;
        for (var member : members.byName().entrySet()) {
            String name = member.getKey();
            if (!isShared(name)) {
                kept = kept.without(name);
                if (!BOOKKEEPING.contains(name)
                        && !asksNothing(member.getValue().valueOrText())) {
                    names.add(name);
                }
            }
        }
        return kept;
    }

    private boolean isShared(String name) {
        boolean messages = profile.dialect().equals(MESSAGES);
        return switch (name) {
            case "is_error" -> TELLS_FAILED_TOOLS.contains(profile.dialect());
            // Clients of other dialects mark what Claude is to cache in Claude's own words.
            case "cache_control" -> messages;
            case "detail" -> !messages;
            // A message of Responses has no such member, and unknown ones are refused.
            case "name" -> !messages && !profile.dialect().equals(RESPONSES);
            default -> SHARED.contains(name);
        };
    }

    private void extraBody(String name, RawJson value) {
        if (asksNothing(value.valueOrText())) {
            return;
        }
        JsonValue.JsonObject members = value.objectOrNull();
        boolean goesOn = name.equals("thread") && members != null && "continue".equals(members.text("type"));
        if (INDISPENSABLE.contains(name) || goesOn) {
            throw AdjustmentLog.refused(
                    name,
                    "The request rests on " + name + ", which " + profile.host() + " (" + profile.dialect()
                            + ") cannot look up",
                    "Send the whole conversation instead, or ask a host that speaks " + request.dialect() + ".");
        }
        log.add(dropped("extra-body", JsonValue.object(name, value.valueOrText())));
    }

    /** A null asks for nothing; and encrypted reasoning comes with every answer, in whichever dialect the client has it carried. */
    private static boolean asksNothing(JsonValue value) {
        return switch (value) {
            case JsonValue.JsonNull nothing -> true;
            case JsonValue.JsonObject(var members) ->
                !members.isEmpty() && members.values().stream().allMatch(ForeignMembers::asksNothing);
            case JsonArray(List<JsonValue> elements) -> elements.stream().allMatch(CARRIED_ANYWAY::equals);
            case JsonValue.JsonString text -> false;
            case JsonValue.JsonNumber number -> false;
            case JsonValue.JsonBoolean truth -> false;
        };
    }

    private void dropped(String parameter, RawJson asked) {
        log.add(dropped(parameter, asked.valueOrText()));
    }

    private Adjustment dropped(String parameter, JsonValue asked) {
        return Adjustment.of(parameter, Adjustment.Kind.DROPPED, asked, null, profile.source("dialect"))
                .because("The host speaks " + profile.dialect() + ", which has no word for it.");
    }

    private void report() {
        if (!names.isEmpty()) {
            log.add(dropped(
                    "vendor-members",
                    new JsonArray(names.stream()
                            .map(name -> (JsonValue) JsonValue.of(name))
                            .toList())));
        }
        if (!kinds.isEmpty()) {
            log.add(dropped("content", new JsonArray(kinds)));
        }
    }
}
