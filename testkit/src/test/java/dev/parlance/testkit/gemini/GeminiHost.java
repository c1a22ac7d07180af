package dev.parlance.testkit.gemini;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.Overrides;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;

/** A model of the dialect's host of which the catalog knows nothing, so that only what holds for the dialect is at work. */
final class GeminiHost {
    static final String DIALECT = "gemini";

    private static final Overrides BY_LEVEL = user("""
            {"reasoning": {"thinks": "by-default", "spelling": "reasoning-effort"}}""");

    private static final Overrides BY_BUDGET = user("""
            {"reasoning": {"thinks": "by-default", "spelling": "budget",
                           "budget": {"min": 1, "max": 32768, "zero": true, "dynamic": true}}}""");

    private GeminiHost() {}

    /** For a model that is told to think in the way in which that request tells it. */
    static Profile takingAll(JsonObject request) {
        JsonObject config = request.object("generationConfig");
        JsonObject thinking = config == null ? null : config.object("thinkingConfig");
        return thinking != null && thinking.get("thinkingBudget") != null ? byBudget() : byLevel();
    }

    static Profile byLevel() {
        return Catalog.bundled().resolve(DIALECT, "a-model-that-nobody-knows", BY_LEVEL);
    }

    static Profile byBudget() {
        return Catalog.bundled().resolve(DIALECT, "a-model-that-nobody-knows", BY_BUDGET);
    }

    private static Overrides user(String layer) {
        return new Overrides("config.toml", "providers/test", (JsonObject) Json.parse(layer));
    }
}
