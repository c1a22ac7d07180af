package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.TokenEstimate;
import dev.parlance.core.wire.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the output budget within a window that input and output share: {@code max(floor, window - input - margin)}, the input estimated.
 * Source: MoonshotAI/kimi-code pull request 950, whose hosts refuse a request that asks for more.
 */
final class SharedWindow {
    private SharedWindow() {}

    static Conversation clamp(Conversation conversation) {
        OutputBudget budget = conversation.profile().budget();
        Long window = conversation.profile().facts().window();
        if (budget == null || window == null) {
            return conversation;
        }
        long input = TokenEstimate.of(conversation.request());
        Long largest = conversation.profile().facts().maxOutput();
        long rest = window - input - budget.margin();
        long remaining = Math.max(budget.floor(), largest == null ? rest : Math.min(rest, largest));
        String reason = largest != null && largest < rest
                ? "The model writes " + largest + " tokens at most."
                : "The window of " + window + " tokens is shared; the input is estimated at " + input + ", and "
                        + budget.margin() + " are kept free.";
        Settlement.Setting asked = conversation.settlement().settings().get(Parameter.MAX_OUTPUT_TOKENS);
        if (asked != null) {
            return lowered(conversation, asked, remaining, reason);
        }
        return budget.fill() ? filled(conversation, remaining, reason) : conversation;
    }

    private static Conversation lowered(
            Conversation conversation, Settlement.Setting asked, long remaining, String reason) {
        Long wanted = asked.value() instanceof JsonValue.JsonNumber number ? number.wholeNumber() : null;
        if (wanted == null || wanted <= remaining) {
            return conversation;
        }
        return set(conversation, Adjustment.Kind.CLAMPED, asked.value(), remaining, asked.wireName(), reason);
    }

    private static Conversation filled(Conversation conversation, long remaining, String reason) {
        String wireName = Negotiation.wireName(
                conversation.request(),
                conversation.profile(),
                Parameter.MAX_OUTPUT_TOKENS,
                conversation.settlement().reasoningOn());
        if (wireName != null && conversation.request().extraBody().get(wireName) != null) {
            // The caller's extra body sets the budget under the same name and would win anyway.
            return conversation;
        }
        return set(conversation, Adjustment.Kind.ADDED, null, remaining, wireName, reason);
    }

    private static Conversation set(
            Conversation conversation,
            Adjustment.Kind kind,
            @Nullable JsonValue asked,
            long tokens,
            @Nullable String wireName,
            String reason) {
        JsonValue sent = JsonValue.of(tokens);
        conversation
                .log()
                .add(Adjustment.of(
                                Parameter.MAX_OUTPUT_TOKENS.label(),
                                kind,
                                asked,
                                sent,
                                conversation.profile().source("output-budget"))
                        .because(reason));
        return conversation.with(
                conversation.settlement().with(Parameter.MAX_OUTPUT_TOKENS, new Settlement.Setting(sent, wireName)));
    }
}
