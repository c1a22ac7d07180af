package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Responses API free of state for callers who send the whole conversation each time and know no stored answers: {@code "store":
 * false}, and the reasoning as encrypted items that come back with the conversation. A request in the dialect's own words, a wish to store,
 * and whatever rests on stored answers (an earlier answer's id, a background run) are left alone.
 *
 * <p>Source: OpenAI API reference, Responses, {@code store} and {@code include} (2026). Reasoning that is named by its id alone is refused
 * when nothing is stored: {@code Item with id 'rs_…' not found. Items are not persisted when `store` is set to false}; reported in
 * can1357/oh-my-pi#41 and anomalyco/opencode#7724.
 */
final class StatelessResponses {
    private static final String INCLUDE = "include";
    private static final String ENCRYPTED_CONTENT = "encrypted_content";
    private static final JsonValue ENCRYPTED_REASONING = JsonValue.of("reasoning." + ENCRYPTED_CONTENT);

    /** Members of the caller's extra body that rest on stored answers or speak of storing themselves. */
    private static final Set<String> STATEFUL = Set.of("store", "previous_response_id", "conversation", "background");

    private StatelessResponses() {}

    static Conversation ask(Conversation conversation) {
        ChatRequest request = conversation.request();
        boolean ownWords = conversation.profile().dialect().equals(request.dialect());
        if (ownWords
                || isStored(conversation)
                || STATEFUL.stream().anyMatch(name -> request.extraBody().get(name) != null)) {
            return conversation;
        }
        JsonObject added = JsonObject.EMPTY;
        Conversation asked = conversation;
        if (conversation.settlement().settings().get(Parameter.STORE) == null && takesStore(conversation)) {
            added = added.with("store", JsonValue.of(false));
            asked = asked.with(notStored(asked));
        }
        JsonArray include = include(conversation);
        if (include != null) {
            added = added.with(INCLUDE, JsonValue.array(ENCRYPTED_REASONING));
            Members extra = request.extraBody().with(INCLUDE, RawJson.of(include));
            asked = asked.with(request.toBuilder().extraBody(extra).build());
        }
        if (!added.members().isEmpty()) {
            report(
                    conversation,
                    Parameter.STORE.label(),
                    Adjustment.Kind.ADDED,
                    null,
                    added,
                    "The whole conversation is sent each time, so the host need not store answers.");
        }
        return withoutStoredReasoning(asked);
    }

    /** A host that knows nothing of storing need not be told. */
    private static boolean takesStore(Conversation conversation) {
        return conversation.profile().rulesFor(Parameter.STORE).stream().noneMatch(Rule.Drop.class::isInstance);
    }

    private static boolean isStored(Conversation conversation) {
        Settlement.Setting store = conversation.settlement().settings().get(Parameter.STORE);
        return store != null && store.value().equals(JsonValue.of(true));
    }

    private static Settlement notStored(Conversation conversation) {
        Settlement settlement = conversation.settlement();
        String name = Negotiation.wireName(
                conversation.request(), conversation.profile(), Parameter.STORE, settlement.reasoningOn());
        return settlement.with(Parameter.STORE, new Settlement.Setting(JsonValue.of(false), name));
    }

    /** What is to be included so that the reasoning comes along; null when nothing need be added. */
    private static @Nullable JsonArray include(Conversation conversation) {
        ReasoningFacts reasoning = conversation.profile().reasoning();
        if (reasoning.replay() != ReasoningFacts.Replay.ENCRYPTED_ITEM
                || reasoning.thinks() == ReasoningFacts.Thinks.NEVER) {
            return null;
        }
        RawJson given = conversation.request().extraBody().get(INCLUDE);
        List<JsonValue> entries = new ArrayList<>();
        if (given != null && given.valueOrNull() instanceof JsonArray(List<JsonValue> present)) {
            entries.addAll(present);
        }
        if (entries.contains(ENCRYPTED_REASONING)) {
            return null;
        }
        entries.add(ENCRYPTED_REASONING);
        return new JsonArray(entries);
    }

    /** Leaves out reasoning that only names what a host would have had to store. */
    private static Conversation withoutStoredReasoning(Conversation conversation) {
        int[] dropped = {0};
        Conversation without = conversation.mapMessages(message -> {
            if (!(message instanceof Message.Assistant assistant) || !assistant.reasons()) {
                return List.of(message);
            }
            List<Content> kept = assistant.content().stream()
                    .filter(part -> !(part instanceof Content.Reasoning reasoning && isStored(reasoning)))
                    .toList();
            if (kept.size() == assistant.content().size()) {
                return List.of(message);
            }
            dropped[0] += assistant.content().size() - kept.size();
            return List.of(assistant.withContent(kept));
        });
        if (dropped[0] > 0) {
            report(
                    conversation,
                    "reasoning",
                    Adjustment.Kind.DROPPED,
                    JsonValue.of(dropped[0] == 1 ? "1 part" : dropped[0] + " parts"),
                    null,
                    "It names items that the host has not stored, and such a reference is refused.");
        }
        return without;
    }

    private static boolean isStored(Content.Reasoning reasoning) {
        Members payload = reasoning.payload();
        return payload.get("id") != null && !holds(payload, ENCRYPTED_CONTENT) && !holds(payload, "content");
    }

    private static boolean holds(Members payload, String name) {
        RawJson json = payload.get(name);
        return json != null
                && switch (json.valueOrText()) {
                    case JsonValue.JsonNull nothing -> false;
                    case JsonValue.JsonString(String text) -> !text.isEmpty();
                    case JsonArray(List<JsonValue> elements) -> !elements.isEmpty();
                    case JsonObject object -> true;
                    case JsonValue.JsonNumber number -> true;
                    case JsonValue.JsonBoolean truth -> true;
                };
    }

    private static void report(
            Conversation conversation,
            String parameter,
            Adjustment.Kind kind,
            @Nullable JsonValue asked,
            @Nullable JsonValue sent,
            String reason) {
        conversation
                .log()
                .add(Adjustment.of(
                                parameter,
                                kind,
                                asked,
                                sent,
                                conversation.profile().source("transforms/" + Transform.STATELESS_RESPONSES.label()))
                        .because(reason));
    }
}
