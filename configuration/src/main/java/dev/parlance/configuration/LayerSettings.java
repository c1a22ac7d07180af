package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;

/**
 * The members of a provider's own layer of rules, as the catalog has them for a host; what they may hold is described in the catalog's schema
 * and checked by the catalog itself. The layer's {@code headers} are missing: a provider has a setting of that name for the same end.
 */
final class LayerSettings {
    private static final JsonObject OBJECT = JsonValue.object("type", JsonValue.of("object"));

    /** Those that users need now and then. */
    static final List<Setting<?>> USUAL = List.of(
            object("rules", "What happens to parameters, as in the catalog: rules.temperature = { do = \"drop\" }."),
            object("reasoning", "How thinking is asked for and read, as in the catalog."),
            any("transforms", "Changes of messages: an array instead of the host's, or { add = [], remove = [] }."),
            any("checks", "The last checks before sending, written as transforms are."),
            any("errors", "How error answers are told apart: an array of tables with status, code or message, and is."),
            object("models", "The same settings for one model: [providers.NAME.models.\"MODEL\".rules]."));

    /** The rest, for hosts that behave unlike any known one. */
    static final List<Setting<?>> RARE = List.of(
            any("facts", "The model whose facts count for every model of this provider."),
            any("dialect", "The dialect that is spoken."),
            any("offers", "The dialects that the host offers."),
            any("translated", "The dialect for callers whose own the host does not offer."),
            object("dialects", "Settings for one dialect alone."),
            any("dialect-switch", "When another dialect is taken."),
            any("key-header", "The header of the key."),
            object("body", "Members that every request gets."),
            any("path", "The path of a call below the base URL."),
            any("unknown-members", "Whether members that Parlance does not know are passed on: forward or drop."),
            any("stream-end", "What ends a stream: done or finish."),
            any("stream-usage", "Whether usage comes always or when asked for."),
            any("choices", "Whether choices are merged."),
            any("deltas", "Whether deltas may repeat what came before."),
            object("media-headers", "Headers of requests with images."),
            object("tool-result-headers", "Headers of requests that answer tool calls."),
            any("empty-content", "What stands for empty content."),
            any("output-budget", "How the limit of the answer is kept within the window."),
            any("tool-names", "A regular expression for names of tools."),
            any("window", "The tokens of input and output together."),
            any("max-output", "The most tokens of output."),
            any("input", "The kinds of input the model takes."));

    private LayerSettings() {}

    private static Setting<JsonValue> any(String name, String about) {
        return new Setting<>(name, JsonForm.ANY, about);
    }

    private static Setting<JsonValue> object(String name, String about) {
        return new Setting<>(name, new JsonForm("a table", OBJECT), about);
    }
}
