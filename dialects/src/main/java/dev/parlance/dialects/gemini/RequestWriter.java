package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.RequestRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Spells a negotiated request. The order of members is fixed, so that equal requests give equal bytes. Used once. */
final class RequestWriter {
    private static final Set<String> MERGED = Set.of(Names.GENERATION_CONFIG, Names.TOOL_CONFIG);

    private final ChatRequest request;
    private final Settlement settlement;
    private final Members extra;
    private final JsonWriter out;

    RequestWriter(NegotiatedRequest negotiated) {
        this.request = negotiated.request();
        this.out = new JsonWriter(RequestRoom.of(request));
        this.settlement = negotiated.settlement();
        this.extra = request.extraBody();
    }

    RawJson write() {
        out.beginObject();
        out.name("contents").beginArray();
        new ContentsWriter(out).write(request.messages());
        out.endArray();
        systemInstruction();
        ToolsWriter.tools(request.tools(), out);
        member(
                Names.TOOL_CONFIG,
                ToolsWriter.config(settlement.toolChoice(), request.tools(), extra.get(Names.TOOL_CONFIG)));
        member(Names.GENERATION_CONFIG, GenerationConfigWriter.of(settlement, extra.get(Names.GENERATION_CONFIG)));
        Settlement.Setting tier = settlement.settings().get(Parameter.SERVICE_TIER);
        if (tier != null && extra.get(Names.SERVICE_TIER) == null) {
            String demanded = tier.wireName();
            out.name(demanded == null ? Names.SERVICE_TIER : demanded).value(tier.value());
        }
        extra.byName().forEach((name, json) -> {
            if (!MERGED.contains(name)) {
                out.name(name).raw(json);
            }
        });
        out.endObject();
        return out.toRawJson();
    }

    /** The dialect knows one instruction above the conversation; every system message becomes parts of it. */
    private void systemInstruction() {
        List<Content> parts = new ArrayList<>();
        RawJson role = null;
        for (Message message : request.messages()) {
            if (message instanceof Message.System system) {
                parts.addAll(system.content());
                role = role == null ? system.extra().get("role") : role;
            }
        }
        if (parts.isEmpty()) {
            return;
        }
        out.name("systemInstruction").beginObject();
        if (role != null) {
            out.name("role").raw(role);
        }
        out.name("parts").beginArray();
        new PartWriter(out).write(parts);
        out.endArray().endObject();
    }

    private void member(String name, @Nullable JsonValue value) {
        if (value != null) {
            out.name(name).value(value);
        }
    }
}
