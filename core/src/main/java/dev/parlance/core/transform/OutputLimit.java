package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;

/**
 * Keeps the output budget within what the model writes at most, for hosts that refuse a larger one: clients choose it for the model that they
 * believe to be talking to. Sources: coolcline/CoolCline#23, tailcallhq/forgecode#1185, dataelement/Clawith#571.
 */
final class OutputLimit {
    private OutputLimit() {}

    static Conversation clamp(Conversation conversation) {
        Long most = conversation.profile().outputLimit();
        Settlement.Setting asked = conversation.settlement().settings().get(Parameter.MAX_OUTPUT_TOKENS);
        if (most == null || asked == null || conversation.log().policy().forwards()) {
            return conversation;
        }
        Long wanted = asked.value() instanceof JsonValue.JsonNumber number ? number.wholeNumber() : null;
        if (wanted == null || wanted <= most) {
            return conversation;
        }
        JsonValue sent = JsonValue.of(most);
        conversation
                .log()
                .add(Adjustment.of(
                                Parameter.MAX_OUTPUT_TOKENS.label(),
                                Adjustment.Kind.CLAMPED,
                                asked.value(),
                                sent,
                                conversation.profile().source("checks/" + FinalCheck.OUTPUT_LIMIT.label()))
                        .because("The model writes " + most + " tokens at most."));
        return conversation.with(conversation
                .settlement()
                .with(Parameter.MAX_OUTPUT_TOKENS, new Settlement.Setting(sent, asked.wireName())));
    }
}
