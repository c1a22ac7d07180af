package dev.parlance.dialects.openairesponses;

import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.RequestRoom;
import java.util.List;

/** Spells a negotiated request. The order of members is fixed, so that equal requests give equal bytes. Used once. */
final class RequestWriter {
    private final ChatRequest request;
    private final Settlement settlement;
    private final Members extra;
    private final boolean ownWords;
    private final JsonWriter out;

    RequestWriter(NegotiatedRequest negotiated) {
        this.request = negotiated.request();
        this.out = new JsonWriter(RequestRoom.of(request));
        this.settlement = negotiated.settlement();
        this.extra = request.extraBody();
        this.ownWords = Names.DIALECT.equals(request.dialect());
    }

    RawJson write() {
        out.beginObject();
        out.name("model").string(request.model());
        conversation();
        if (!request.tools().isEmpty()) {
            out.name("tools");
            ToolsWriter.tools(request.tools(), ownWords, out);
        }
        ToolChoice choice = settlement.toolChoice();
        if (choice != null && extra.get("tool_choice") == null) {
            out.name("tool_choice");
            ToolsWriter.choice(choice, out);
        }
        parameters();
        reasoning();
        text();
        include();
        extra.byName().forEach((name, json) -> {
            if (!name.equals(Names.REASONING) && !name.equals(Names.TEXT) && !name.equals(Names.INCLUDE)) {
                out.name(name).raw(json);
            }
        });
        streaming();
        out.endObject();
        return out.toRawJson();
    }

    private void conversation() {
        List<Message> messages = request.messages();
        String instructions = extra.get(Names.INSTRUCTIONS) == null ? Instructions.of(messages) : null;
        if (instructions != null) {
            out.name(Names.INSTRUCTIONS).string(instructions);
            messages = Instructions.without(messages);
        }
        // Where a stored prompt or an earlier answer stands for the conversation there may be no input at all.
        if (!messages.isEmpty()) {
            out.name(Names.INPUT);
            new InputWriter(ownWords, out).write(messages);
        }
    }

    private void parameters() {
        for (var entry : settlement.settings().entrySet()) {
            Parameter parameter = entry.getKey();
            boolean elsewhere = parameter == Parameter.LOGPROBS
                    || parameter == Parameter.VERBOSITY
                    || parameter == Parameter.THINKING_SUMMARY;
            String name = name(parameter, entry.getValue());
            if (!elsewhere && extra.get(name) == null) {
                out.name(name).value(entry.getValue().value());
            }
        }
    }

    private void reasoning() {
        NestedMembers members = new NestedMembers();
        String effort = Effort.word(settlement.thinking());
        if (effort != null) {
            members.put("effort", RawJson.of(JsonValue.of(effort)));
        }
        Settlement.Setting summary = settlement.settings().get(Parameter.THINKING_SUMMARY);
        if (summary != null && !summary.value().equals(JsonValue.of("none"))) {
            members.put(name(Parameter.THINKING_SUMMARY, summary), RawJson.of(summary.value()));
        }
        if (settlement.keepThinking()) {
            members.put("context", RawJson.of(JsonValue.of("all_turns")));
        }
        members.write(Names.REASONING, extra, out);
    }

    private void text() {
        NestedMembers members = new NestedMembers();
        ResponseFormat format = settlement.responseFormat();
        if (format != null) {
            JsonWriter spelled = new JsonWriter(256);
            ToolsWriter.format(format, spelled);
            members.put("format", spelled.toRawJson());
        }
        Settlement.Setting verbosity = settlement.settings().get(Parameter.VERBOSITY);
        if (verbosity != null) {
            members.put(name(Parameter.VERBOSITY, verbosity), RawJson.of(verbosity.value()));
        }
        members.write(Names.TEXT, extra, out);
    }

    private void include() {
        Settlement.Setting logprobs = settlement.settings().get(Parameter.LOGPROBS);
        boolean wanted = logprobs != null && logprobs.value().equals(JsonValue.of(true));
        RawJson given = extra.get(Names.INCLUDE);
        RawJson all = wanted ? Includes.with(given, Names.LOGPROBS) : given;
        if (all != null) {
            out.name(Names.INCLUDE).raw(all);
        }
    }

    private void streaming() {
        ChatRequest.Streaming streaming = request.streaming();
        if (streaming == null) {
            return;
        }
        out.name("stream").bool(true);
        if (!streaming.extra().isEmpty() && extra.get("stream_options") == null) {
            out.name("stream_options").beginObject();
            ToolsWriter.members(streaming.extra(), out);
            out.endObject();
        }
    }

    private static String name(Parameter parameter, Settlement.Setting setting) {
        return setting.wireName() == null ? Names.wire(parameter) : setting.wireName();
    }
}
