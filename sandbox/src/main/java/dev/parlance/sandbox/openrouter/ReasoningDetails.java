package dev.parlance.sandbox.openrouter;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.compatible.Seal;
import java.util.ArrayList;
import java.util.List;

/** The reasoning details of one answer: as deltas, whose texts join by index, and whole. */
final class ReasoningDetails {
    private static final int SIGNATURE = 64;

    private final RoutedModel model;
    private final String id;

    /**
     * @param id names an encrypted detail
     */
    ReasoningDetails(RoutedModel model, String id) {
        this.model = model;
        this.id = id;
    }

    /** A token of reasoning. */
    JsonObject token(String text) {
        boolean summary = model.details() == RoutedModel.Details.SUMMARY_AND_ENCRYPTED;
        return object(
                member("type", summary ? "reasoning.summary" : "reasoning.text"),
                member(summary ? "summary" : "text", text),
                member("format", format()),
                member("index", 0));
    }

    /** What follows the last token: the signature or the encrypted whole, or nothing. */
    List<JsonObject> end(String reasoning) {
        return switch (model.details()) {
            case TEXT -> List.of();
            case SIGNED_TEXT ->
                List.of(object(
                        member("type", "reasoning.text"),
                        member("signature", signature(model, reasoning)),
                        member("format", format()),
                        member("index", 0)));
            case TEXT_AND_ENCRYPTED, SUMMARY_AND_ENCRYPTED ->
                List.of(object(
                        member("type", "reasoning.encrypted"),
                        member("data", data(model, id, reasoning)),
                        member("format", format()),
                        member("id", id),
                        member("index", 1)));
        };
    }

    /** All of it, deltas of one index merged. */
    List<JsonValue> whole(String reasoning) {
        List<JsonValue> details = new ArrayList<>();
        JsonObject text = token(reasoning);
        for (JsonObject end : end(reasoning)) {
            JsonValue signature = end.get("signature");
            if (signature == null) {
                details.add(end);
            } else {
                text = text.with("signature", signature);
            }
        }
        details.addFirst(text);
        return details;
    }

    /** The signature under a text. */
    static String signature(RoutedModel model, String text) {
        return "EvsCCkgIEBABGAIqQ" + Seal.of(model.format(), text, SIGNATURE);
    }

    /** The data of an encrypted detail. */
    static String data(RoutedModel model, String id, String text) {
        return "CiQBjz1rX" + Seal.of(model.format(), id + "\n" + text, SIGNATURE);
    }

    private JsonValue format() {
        return model.format().isEmpty() ? JsonNull.NULL : JsonValue.of(model.format());
    }
}
