package dev.parlance.gateway;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which target of an alias a conversation belongs to: the one that signed or encrypted its reasoning, or that keeps the answer it goes on
 * from. Reasoning says so itself; ids of kept answers carry the target behind a mark.
 *
 * @param request the client's, with the id as the host gave it
 * @param keeper the model that keeps the answer before, or null
 * @param signers who issued what only they can read, as {@code host/model}
 */
record Affinity(InboundRequest request, @Nullable String keeper, Set<String> signers) {
    private static final String PREVIOUS = "previous_response_id";
    private static final String MARK = "__at_";

    /** Whether the request goes on from an answer whose id says where it is kept. */
    static boolean isMarked(InboundRequest asked) {
        RawJson previous = asked.request().extraBody().get(PREVIOUS);
        return previous != null && previous.valueOrNull() instanceof JsonString(String id) && id.contains(MARK);
    }

    /** That of a request for an alias with several targets, or with a marked id. */
    static Affinity of(InboundRequest asked) {
        Set<String> signers = new HashSet<>();
        for (Message message : asked.request().messages()) {
            for (Content part : message.content()) {
                if (part instanceof Content.Reasoning reasoning && reasoning.origin() != null) {
                    signers.add(reasoning.origin());
                }
            }
        }
        RawJson previous = asked.request().extraBody().get(PREVIOUS);
        if (previous == null || !(previous.valueOrNull() instanceof JsonString(String id)) || !id.contains(MARK)) {
            return new Affinity(asked, null, signers);
        }
        int mark = id.lastIndexOf(MARK);
        String keeper = unmarked(id.substring(mark + MARK.length()));
        if (keeper == null) {
            return new Affinity(asked, null, signers);
        }
        Members body = asked.request().extraBody().with(PREVIOUS, RawJson.of(JsonValue.of(id.substring(0, mark))));
        ChatRequest request = asked.request().toBuilder().extraBody(body).build();
        return new Affinity(new InboundRequest(request, asked.adjustments(), asked.target()), keeper, signers);
    }

    /** The id of an answer as the client gets it. */
    static String marked(String id, String model) {
        return id
                + MARK
                + Base64.getUrlEncoder().withoutPadding().encodeToString(model.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether that target holds what the conversation goes on from. */
    boolean isHeldBy(String model, Lane lane, String dialect) {
        if (model.equals(keeper)) {
            return true;
        }
        if (signers.isEmpty()) {
            return false;
        }
        try {
            Target target = lane.providers().target(model, dialect);
            return signers.contains(
                    target.endpoint().host().name() + "/" + target.profile().model());
        } catch (ParlanceException unusable) {
            return false;
        }
    }

    private static @Nullable String unmarked(String encoded) {
        try {
            String model = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            return model.contains("/") ? model : null;
        } catch (IllegalArgumentException somebodyElses) {
            return null;
        }
    }
}
