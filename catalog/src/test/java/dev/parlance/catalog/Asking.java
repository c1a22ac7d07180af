package dev.parlance.catalog;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Negotiates requests by the bundled catalog and keeps what was reported. */
final class Asking {
    static final Tool TOOL = new Tool.Function("look", null, RawJson.ofText("{\"type\":\"object\"}"));

    private AdjustmentLog log = new AdjustmentLog(Policy.ADAPT);

    Settlement settle(String host, String model, UnaryOperator<ChatRequest.Builder> asked) {
        log = new AdjustmentLog(Policy.ADAPT);
        ChatRequest request = asked.apply(ChatRequest.builder(model).user("hi")).build();
        return Negotiation.settle(request, Catalog.bundled().resolve(host, model), null, log);
    }

    List<Adjustment> adjustments() {
        return log.adjustments();
    }

    /** The last request's adjustments, for example {@code temperature=dropped}. */
    List<String> changes() {
        return log.adjustments().stream()
                .map(one -> one.parameter() + "=" + one.kind().label())
                .toList();
    }

    static @Nullable JsonValue sent(Settlement settlement, Parameter parameter) {
        Settlement.Setting setting = settlement.settings().get(parameter);
        return setting == null ? null : setting.value();
    }

    static @Nullable String name(Settlement settlement, Parameter parameter) {
        Settlement.Setting setting = settlement.settings().get(parameter);
        return setting == null ? null : setting.wireName();
    }

    static JsonValue number(double number) {
        return JsonValue.of(number);
    }
}
