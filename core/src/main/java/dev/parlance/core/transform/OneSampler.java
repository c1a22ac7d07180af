package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;

/**
 * Leaves one of temperature and top_p for models that refuse both together: the one that stands at 1, and so asks for nothing, goes; else
 * top_p. Source: newer Claude models answer {@code temperature and top_p cannot both be specified for this model} (BerriAI/litellm issue 15097).
 */
final class OneSampler {
    private OneSampler() {}

    static Conversation choose(Conversation conversation) {
        Settlement settlement = conversation.settlement();
        Settlement.Setting temperature = settlement.settings().get(Parameter.TEMPERATURE);
        Settlement.Setting topP = settlement.settings().get(Parameter.TOP_P);
        if (temperature == null || topP == null) {
            return conversation;
        }
        JsonValue usual = JsonValue.of(1);
        boolean hot = temperature.value().equals(usual) && !topP.value().equals(usual);
        Parameter dropped = hot ? Parameter.TEMPERATURE : Parameter.TOP_P;
        conversation
                .log()
                .add(Adjustment.of(
                                dropped.label(),
                                Adjustment.Kind.DROPPED,
                                hot ? temperature.value() : topP.value(),
                                null,
                                conversation.profile().source("checks/" + FinalCheck.TEMPERATURE_OR_TOP_P.label()))
                        .because("The model takes temperature or top_p, not both."));
        return conversation.with(settlement.without(dropped));
    }
}
