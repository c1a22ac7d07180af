package dev.parlance.sandbox.azure;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;

/** One answer, spelled plain or as the chunks of a stream. */
sealed interface AzureWire permits CatalogueWire, OpenAiDeploymentWire {
    /** The body of a plain answer. */
    JsonObject plain();

    /** The chunks of a streamed answer, without the end marker. */
    List<JsonObject> chunks();
}
