package dev.parlance.sandbox.gemini;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import java.util.ArrayList;
import java.util.List;

/** A plain answer and the chunks of a stream. */
final class GeminiWire {
    private static final int THOUGHT_PIECES = 8;

    private final Candidate candidate;
    private final int count;
    private final Probabilities probabilities;

    GeminiWire(Candidate candidate, GeminiBody body) {
        this.candidate = candidate;
        this.count = body.candidates();
        this.probabilities = Probabilities.asked(body);
    }

    JsonObject plain() {
        List<JsonValue> parts = new ArrayList<>();
        List<String> thoughts = candidate.pieces(true);
        if (candidate.includesThoughts() && !thoughts.isEmpty()) {
            parts.add(Candidate.thought(String.join("", thoughts)));
        }
        List<String> text = candidate.pieces(false);
        if (!text.isEmpty()) {
            parts.add(candidate.text(String.join("", text), candidate.model().signs()));
        }
        parts.addAll(candidate.callParts());
        List<JsonValue> candidates = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            candidates.add(probabilities.of(text, finished(content(parts), index)));
        }
        long visible = visible(text.size());
        return envelope(
                new JsonArray(candidates), visible, candidate.reply().tokens().reasoning());
    }

    /**
     * The chunks: thoughts by the handful, text by the token, every call whole. From the third generation on the end is a chunk of its own
     * whose empty text carries the signature of a spoken answer; before that it rides on the last one (recorded both).
     *
     * @param ended whether the finish reason is told
     */
    List<JsonObject> chunks(boolean ended) {
        List<JsonObject> chunks = new ArrayList<>();
        long reasoning = candidate.reply().tokens().reasoning();
        List<String> thoughts = candidate.includesThoughts() ? candidate.pieces(true) : List.of();
        for (int start = 0; start < thoughts.size(); start += THOUGHT_PIECES) {
            int end = Math.min(thoughts.size(), start + THOUGHT_PIECES);
            JsonObject part = Candidate.thought(String.join("", thoughts.subList(start, end)));
            chunks.add(chunk(part, List.of(), 0, end));
        }
        List<String> text = candidate.pieces(false);
        for (int index = 0; index < text.size(); index++) {
            String token = text.get(index);
            chunks.add(chunk(candidate.text(token, false), List.of(token), index + 1, reasoning));
        }
        candidate.callParts().forEach(part -> chunks.add(chunk(part, List.of(), visible(0), reasoning)));
        if (candidate.model().signs()
                || chunks.isEmpty()
                || candidate.finishReason().equals("MAX_TOKENS")) {
            JsonObject last = candidate.finishReason().equals("MAX_TOKENS")
                    ? object("role", "model")
                    : content(List.of(candidate.text("", candidate.model().signs() && !candidate.calls())));
            chunks.add(all(ended ? finished(last, 0) : object(member("content", last), member("index", 0)), reasoning));
        } else if (ended) {
            JsonObject last = chunks.removeLast();
            JsonObject said = (JsonObject) last.elements("candidates").getFirst();
            JsonObject whole = finished(GeminiBody.object(said, "content"), 0);
            JsonValue known = said.get("logprobsResult");
            chunks.add(all(known == null ? whole : whole.with("logprobsResult", known), reasoning));
        }
        return chunks;
    }

    private JsonObject all(JsonObject candidateJson, long reasoning) {
        return envelope(array(candidateJson), visible(0), reasoning);
    }

    private JsonObject chunk(JsonObject part, List<String> tokens, long visible, long reasoning) {
        JsonObject said = object(member("content", content(List.of(part))), member("index", 0));
        return envelope(array(probabilities.of(tokens, said)), visible, reasoning);
    }

    private JsonObject finished(JsonObject content, int index) {
        JsonObject finished = object(
                member("content", content), member("finishReason", candidate.finishReason()), member("index", index));
        return candidate.calls()
                ? finished.with("finishMessage", JsonValue.of("Model generated function call(s)."))
                : finished;
    }

    private static JsonObject content(List<? extends JsonValue> parts) {
        return parts.isEmpty()
                ? object("role", "model")
                : object(member("parts", new JsonArray(List.copyOf(parts))), member("role", "model"));
    }

    /** What came out beside thoughts; at the end that is all of it. */
    private long visible(int known) {
        TokenCount tokens = candidate.reply().tokens();
        return Math.max(known, tokens.completion() - tokens.reasoning());
    }

    private JsonObject envelope(JsonArray candidates, long visible, long reasoning) {
        return object(member("candidates", candidates), member("usageMetadata", usage(visible * count, reasoning)))
                .with("modelVersion", JsonValue.of(candidate.model().version()))
                .with("responseId", responseId());
    }

    JsonValue responseId() {
        return JsonValue.of(candidate.digest().letters("response", 23));
    }

    /** A prompt that is blocked has no candidate at all. */
    JsonObject blocked() {
        return object(
                member("promptFeedback", object("blockReason", "PROHIBITED_CONTENT")),
                member("usageMetadata", usage(0, 0)),
                member("modelVersion", candidate.model().version()),
                member("responseId", responseId()));
    }

    /** A call that the model could not write down. */
    JsonObject malformed() {
        JsonObject said = object(
                member("content", JsonObject.EMPTY),
                member("finishReason", "MALFORMED_FUNCTION_CALL"),
                member("index", 0),
                member("finishMessage", "Malformed function call: print(default_api.sandbox("));
        return envelope(array(said), 0, candidate.reply().tokens().reasoning());
    }

    /** Thoughts stand beside the candidates' tokens and not within them; the total is the sum of all three. */
    private JsonObject usage(long visible, long reasoning) {
        TokenCount tokens = candidate.reply().tokens();
        JsonObject usage = object("promptTokenCount", tokens.prompt());
        usage = visible > 0 ? usage.with("candidatesTokenCount", JsonValue.of(visible)) : usage;
        usage = usage.with("totalTokenCount", JsonValue.of(tokens.prompt() + visible + reasoning));
        if (tokens.cached() > 0) {
            usage = usage.with("cachedContentTokenCount", JsonValue.of(tokens.cached()))
                    .with("cacheTokensDetails", details(tokens.cached()));
        }
        usage = usage.with("promptTokensDetails", details(tokens.prompt()));
        usage = reasoning > 0 ? usage.with("thoughtsTokenCount", JsonValue.of(reasoning)) : usage;
        return usage.with("serviceTier", JsonValue.of("standard"));
    }

    static JsonArray details(long tokens) {
        return array(object(member("modality", "TEXT"), member("tokenCount", tokens)));
    }
}
