package dev.parlance.cli.chat;

import dev.parlance.cli.json.AdjustmentShape;
import dev.parlance.cli.json.ErrorShape;
import dev.parlance.cli.json.ProfileShape;
import dev.parlance.cli.json.RequestShape;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.providers.Target;

/** A request as {@code parlance explain} prints it: as it goes over the wire, secrets masked, with every adjustment and its rule. */
final class Explanation {
    private Explanation() {}

    static String of(ChatRequest request, Target target, Policy policy) {
        PreparedRequest prepared;
        try {
            prepared = target.prepare(request, policy);
        } catch (ParlanceException refused) {
            return Json.pretty(ErrorShape.refused(refused));
        }
        return Json.pretty(JsonValue.object(
                "model", JsonValue.of(target.modelName()),
                "dialect", JsonValue.of(prepared.profile().dialect()),
                "request", RequestShape.of(target.preview(prepared, true)),
                "adjustments", AdjustmentShape.of(prepared.adjustments()),
                "profile", ProfileShape.of(prepared.profile())));
    }
}
