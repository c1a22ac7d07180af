package dev.parlance.dialects.anthropic;

import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.RequestRoom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Spells a negotiated request. The order of members is fixed, so that equal requests give equal bytes. Used once. */
final class RequestWriter {
    /** Objects in which members of the caller's extra body stand beside ours; where both have one, the caller's counts. */
    private static final Set<String> SHARED =
            Set.of(Names.THINKING, Names.OUTPUT_CONFIG, Names.OUTPUT_FORMAT, Names.METADATA, Names.TOOL_CHOICE);

    private final ChatRequest request;
    private final Settlement settlement;
    private final Members extra;
    private final NegotiatedRequest negotiated;
    private final JsonWriter out;

    RequestWriter(NegotiatedRequest negotiated) {
        this.negotiated = negotiated;
        this.request = negotiated.request();
        this.out = new JsonWriter(RequestRoom.of(request));
        this.settlement = negotiated.settlement();
        this.extra = request.extraBody();
    }

    RawJson write() {
        out.beginObject();
        out.name("model").string(request.model());
        new TurnWriter(request, out).write();
        ToolsWriter.write(request.tools(), out);
        shared(Names.TOOL_CHOICE, ToolsWriter.choice(settlement));
        parameters();
        ThinkingWriter thinking = new ThinkingWriter(negotiated);
        shared(Names.THINKING, thinking.thinking());
        shared(Names.OUTPUT_CONFIG, thinking.outputConfig());
        shared(Names.OUTPUT_FORMAT, thinking.outputFormat());
        shared(Names.METADATA, metadata());
        extra.byName().forEach((name, json) -> {
            if (!name.equals(Names.BETA) && !SHARED.contains(name)) {
                out.name(name).raw(json);
            }
        });
        if (request.streaming() != null) {
            out.name("stream").bool(true);
        }
        out.endObject();
        return out.toRawJson();
    }

    private void parameters() {
        for (var entry : settlement.settings().entrySet()) {
            Parameter parameter = entry.getKey();
            String demanded = entry.getValue().wireName();
            String name = demanded == null ? Names.wire(parameter) : demanded;
            // What has no name here is spelled inside another member, or has no word in this dialect.
            if (name != null && extra.get(name) == null) {
                JsonValue value = entry.getValue().value();
                out.name(name).value(parameter == Parameter.STOP ? listed(value) : value);
            }
        }
    }

    private static JsonValue listed(JsonValue value) {
        return value instanceof JsonArray ? value : JsonValue.array(value);
    }

    private @Nullable JsonObject metadata() {
        Settlement.Setting user = settlement.settings().get(Parameter.USER);
        return user == null ? null : JsonValue.object(Names.USER_ID, user.value());
    }

    /** A whole object of the caller's own, known by its type, takes the place of ours. */
    private void shared(String name, @Nullable JsonObject ours) {
        RawJson json = extra.get(name);
        JsonObject theirs = json == null ? null : json.objectOrNull();
        if (json != null && theirs == null) {
            out.name(name).raw(json);
            return;
        }
        boolean whole = ours == null || theirs != null && theirs.get(Names.TYPE) != null;
        JsonObject written = whole ? theirs : ours;
        if (written == null) {
            return;
        }
        if (!whole && theirs != null) {
            for (var member : theirs.members().entrySet()) {
                written = written.with(member.getKey(), member.getValue());
            }
        }
        out.name(name).value(written);
    }
}
