package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.RequestRoom;

/** Spells a negotiated request. The order of members is fixed, so that equal requests give equal bytes. Used once. */
final class RequestWriter {
    private final ChatRequest request;
    private final Settlement settlement;
    private final Members extra;
    private final MessageWriter messages;
    private final NegotiatedRequest negotiated;
    private final JsonWriter out;

    RequestWriter(NegotiatedRequest negotiated) {
        this.negotiated = negotiated;
        this.request = negotiated.request();
        this.out = new JsonWriter(RequestRoom.of(request));
        this.settlement = negotiated.settlement();
        this.extra = request.extraBody();
        this.messages = new MessageWriter(negotiated.profile(), out);
    }

    RawJson write() {
        out.beginObject();
        out.name("model").string(request.model());
        out.name("messages").beginArray();
        for (Message message : request.messages()) {
            messages.write(message);
        }
        out.endArray();
        tools();
        parameters();
        ThinkingSpelling.write(settlement, negotiated.profile().reasoning(), extra, out);
        extra.byName().forEach((name, json) -> out.name(name).raw(json));
        streaming();
        out.endObject();
        return out.toRawJson();
    }

    private void tools() {
        if (!request.tools().isEmpty()) {
            out.name("tools").beginArray();
            for (Tool tool : request.tools()) {
                tool(tool);
            }
            out.endArray();
        }
        ToolChoice choice = settlement.toolChoice();
        if (choice != null && extra.get("tool_choice") == null) {
            choice(choice);
        }
        ResponseFormat format = settlement.responseFormat();
        if (format != null && extra.get("response_format") == null) {
            format(format);
        }
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Opaque(String dialect, RawJson json) -> out.raw(json);
            case Tool.Function function -> {
                out.beginObject().name("type").string("function");
                out.name("function").beginObject().name("name").string(function.name());
                if (function.description() != null) {
                    out.name("description").string(function.description());
                }
                if (function.parameters() != null) {
                    out.name("parameters").raw(function.parameters());
                }
                if (function.strict() != null) {
                    out.name("strict").bool(function.strict());
                }
                members(function.extra());
                out.endObject();
                members(function.outer());
                out.endObject();
            }
        }
    }

    private void choice(ToolChoice choice) {
        out.name("tool_choice");
        switch (choice) {
            case ToolChoice.Named(String name) ->
                out.beginObject()
                        .name("type")
                        .string("function")
                        .name("function")
                        .beginObject()
                        .name("name")
                        .string(name)
                        .endObject()
                        .endObject();
            case ToolChoice.Opaque(String dialect, RawJson json) -> out.raw(json);
            case ToolChoice.Auto auto -> out.string("auto");
            case ToolChoice.None none -> out.string("none");
            case ToolChoice.Required required -> out.string("required");
        }
    }

    private void format(ResponseFormat format) {
        out.name("response_format");
        switch (format) {
            case ResponseFormat.Text text ->
                out.beginObject().name("type").string("text").endObject();
            case ResponseFormat.JsonObject object ->
                out.beginObject().name("type").string("json_object").endObject();
            case ResponseFormat.Opaque(String dialect, RawJson json) -> out.raw(json);
            case ResponseFormat.JsonSchema schema -> {
                out.beginObject().name("type").string("json_schema");
                out.name("json_schema").beginObject().name("name").string(schema.name());
                if (schema.description() != null) {
                    out.name("description").string(schema.description());
                }
                if (schema.schema() != null) {
                    out.name("schema").raw(schema.schema());
                }
                if (schema.strict() != null) {
                    out.name("strict").bool(schema.strict());
                }
                members(schema.extra());
                out.endObject().endObject();
            }
        }
    }

    private void parameters() {
        for (var entry : settlement.settings().entrySet()) {
            Parameter parameter = entry.getKey();
            String demanded = entry.getValue().wireName();
            String name = demanded == null ? Names.wire(parameter) : demanded;
            if (!overridden(parameter, name)) {
                out.name(name).value(entry.getValue().value());
            }
        }
    }

    /** The extra body overrides a parameter under whichever of its names it comes: two names for one thing are never sent. */
    private boolean overridden(Parameter parameter, String name) {
        if (extra.isEmpty()) {
            return false;
        }
        boolean limit = parameter == Parameter.MAX_OUTPUT_TOKENS
                && (extra.get("max_tokens") != null || extra.get("max_completion_tokens") != null);
        return limit || extra.get(name) != null;
    }

    private void streaming() {
        ChatRequest.Streaming streaming = request.streaming();
        if (streaming == null) {
            return;
        }
        out.name("stream").bool(true);
        boolean usage = streaming.includeUsage() && !negotiated.profile().usageUnasked();
        if (usage || !streaming.extra().isEmpty()) {
            out.name("stream_options").beginObject();
            if (usage) {
                out.name("include_usage").bool(true);
            }
            members(streaming.extra());
            out.endObject();
        }
    }

    private void members(Members members) {
        members.byName().forEach((name, json) -> out.name(name).raw(json));
    }
}
