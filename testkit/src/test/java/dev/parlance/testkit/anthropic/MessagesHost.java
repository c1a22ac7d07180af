package dev.parlance.testkit.anthropic;

import dev.parlance.core.catalog.HostHeaders;
import dev.parlance.core.catalog.ModelFacts;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;

/** A host of the dialect that has no rules and takes all that the dialect defines. */
final class MessagesHost {
    static final String DIALECT = "anthropic-messages";

    private MessagesHost() {}

    /** For a model that is told to think in the way in which that request tells it. */
    static Profile takingAll(JsonObject request) {
        JsonObject thinking = request.object("thinking");
        boolean budget = thinking != null && "enabled".equals(thinking.text("type"));
        return takingAll(budget ? Spelling.BUDGET : Spelling.ADAPTIVE);
    }

    static Profile takingAll(Spelling spelling) {
        return new Profile(
                "host",
                "model",
                DIALECT,
                "/v1/messages",
                Map.of(),
                new ReasoningFacts(
                        ReasoningFacts.Thinks.ON_REQUEST,
                        spelling,
                        null,
                        Map.of(),
                        null,
                        ReasoningFacts.Replay.SIGNED,
                        null,
                        ReasoningFacts.MissingIn.TOOL_TURNS,
                        null,
                        null,
                        null,
                        null,
                        ReasoningFacts.Keep.UNSUPPORTED,
                        ReasoningFacts.ForcedChoice.ALLOWED),
                ModelFacts.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                true,
                false,
                false,
                false,
                false,
                Profile.EmptyContent.AS_GIVEN,
                null,
                null,
                null,
                HostHeaders.NONE,
                Members.NONE,
                null,
                Map.of());
    }
}
