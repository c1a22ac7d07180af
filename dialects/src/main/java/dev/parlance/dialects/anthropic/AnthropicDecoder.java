package dev.parlance.dialects.anthropic;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import dev.parlance.core.wire.SseReader;
import dev.parlance.dialects.shared.BodyForm;
import dev.parlance.dialects.shared.ErrorBody;
import dev.parlance.dialects.shared.ErrorClassifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one decoder of the dialect: a plain answer takes the same way as the blocks of a stream. The stop comes when the answer has ended and
 * not before, and with it the last word about usage, for later events revise earlier counts; what a stream counts at its beginning is told
 * there too. A second answer inside one stream is never mixed with the first.
 */
final class AnthropicDecoder implements ResponseDecoder {
    private static final Set<String> MESSAGE =
            Set.of("id", Names.TYPE, "role", "model", Names.CONTENT, "stop_reason", "usage");
    private static final Set<String> DELTA_EVENT = Set.of(Names.TYPE, "delta", "usage", "index");

    private final ResponseHead head;
    private final Profile profile;
    private final BlockAssembler blocks = new BlockAssembler();
    private final BodyForm form = new BodyForm();
    private final SseReader events = new SseReader(this::event);
    private Consumer<ChatEvent> sink = event -> {};
    private long lastIndex;
    private boolean started;
    private @Nullable String stopReason;
    private @Nullable JsonObject usage;
    private boolean ended;

    AnthropicDecoder(ResponseHead head, Profile profile) {
        this.head = head;
        this.profile = profile;
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<ChatEvent> target) {
        sink = target;
        try {
            ByteBuffer stream = form.accept(bytes, head);
            if (stream != null && !ended) {
                events.feed(stream);
            }
        } catch (MalformedJson tooLarge) {
            failed(malformed(tooLarge.getMessage(), ""));
        }
    }

    @Override
    public void end(Consumer<ChatEvent> target) {
        sink = target;
        if (ended) {
            return;
        }
        if (form.wasStream(head)) {
            events.end();
            if (!ended) {
                complete(false);
            }
        } else {
            plain(form.body());
        }
    }

    private void event(@Nullable String name, byte[] data, int length, boolean whole) {
        String text = ended || length > 8 ? "" : new String(data, 0, length, StandardCharsets.UTF_8);
        // Gateways of other dialects end with a word of theirs.
        if (ended || length == 0 || text.strip().equals("[DONE]")) {
            return;
        }
        try (JsonReader reader = JsonReader.of(data, 0, length)) {
            if (reader.value() instanceof JsonObject event) {
                reader.end();
                event(name, event);
            }
        } catch (MalformedJson fault) {
            String body = new String(data, 0, length, StandardCharsets.UTF_8);
            if (whole && "error".equals(name)) {
                failed(classified(ErrorBody.of(body.getBytes(StandardCharsets.UTF_8))));
            } else if (whole) {
                failed(malformed("An event of the stream cannot be read: " + fault.getMessage(), body));
            }
        }
    }

    private void event(@Nullable String name, JsonObject event) {
        String type = event.text(Names.TYPE);
        switch (type == null ? String.valueOf(name) : type) {
            case "message_start" -> message(event.object("message"), true);
            case "content_block_start" -> {
                JsonObject block = event.object("content_block");
                if (block != null) {
                    blocks.start(index(event), block, sink);
                }
            }
            case "content_block_delta" -> {
                JsonObject delta = event.object("delta");
                if (delta != null) {
                    blocks.delta(index(event), delta, sink);
                }
            }
            case "content_block_stop" -> blocks.stop(index(event), sink);
            case "message_delta" -> messageDelta(event);
            case "message_stop" -> complete(true);
            case "error" -> failed(classified(ErrorBody.of(event)));
            // Pings, and kinds of events that are newer than this.
            default -> {
                if (event.get("error") != null) {
                    failed(classified(ErrorBody.of(event)));
                }
            }
        }
    }

    private long index(JsonObject event) {
        Long index = event.get("index") instanceof JsonNumber number ? number.wholeNumber() : null;
        lastIndex = index == null ? lastIndex : index;
        return lastIndex;
    }

    private void message(@Nullable JsonObject message, boolean streamed) {
        if (blocks.any()) {
            failed(malformed(
                    "A second answer began before the first one had ended", message == null ? "" : Json.text(message)));
            return;
        }
        JsonObject begun = message == null ? JsonObject.EMPTY : message;
        started = true;
        vendorMembers(begun, MESSAGE);
        sink.accept(new ChatEvent.ResponseStarted(begun.text("id"), begun.text("model"), 0));
        revise(begun.object("usage"));
        if (streamed) {
            // Clients fill their gauge of the context from it, and an answer that breaks off has cost its input.
            tellUsage();
        }
        content(begun.elements(Names.CONTENT));
    }

    private void content(List<JsonValue> content) {
        for (int index = 0; index < content.size(); index++) {
            if (content.get(index) instanceof JsonObject block) {
                blocks.start(index, block, sink);
                blocks.stop(index, sink);
            }
        }
    }

    private void messageDelta(JsonObject event) {
        JsonObject delta = event.object("delta");
        if (delta != null) {
            stopped(delta);
            vendorMembers(delta, MESSAGE);
        }
        vendorMembers(event, DELTA_EVENT);
        revise(event.object("usage"));
    }

    private void stopped(JsonObject object) {
        String reason = object.text("stop_reason");
        stopReason = reason == null ? stopReason : reason;
    }

    private void revise(@Nullable JsonObject counts) {
        usage = counts == null ? usage : UsageReader.revised(usage, counts);
    }

    private void vendorMembers(JsonObject object, Set<String> known) {
        for (var member : object.members().entrySet()) {
            if (!known.contains(member.getKey()) && !(member.getValue() instanceof JsonNull)) {
                sink.accept(new OpaqueReceived(
                        OpaqueReceived.Place.RESPONSE, member.getKey(), RawJson.of(member.getValue())));
            }
        }
    }

    private void plain(byte[] body) {
        boolean refused = head.status() >= 400;
        JsonValue value;
        try {
            value = Json.parse(body);
        } catch (MalformedJson fault) {
            failed(
                    refused
                            ? classified(ErrorBody.of(body))
                            : malformed(
                                    "The answer is not JSON: " + fault.getMessage(),
                                    new String(body, StandardCharsets.UTF_8)));
            return;
        }
        if (refused || !(value instanceof JsonObject message) || !(message.get(Names.CONTENT) instanceof JsonArray)) {
            ErrorBody read = ErrorBody.of(body);
            boolean error = refused || !read.message().equals(read.text());
            failed(error ? classified(read) : malformed("The answer holds no content", read.text()));
            return;
        }
        message(message, false);
        stopped(message);
        complete(true);
    }

    private void complete(boolean marked) {
        if (!marked && (stopReason == null || profile.doneRequired())) {
            failed(new ParlanceException.StreamTruncated(Failure.of(
                            started
                                    ? "The stream ended before the answer did"
                                    : "The stream ended before any answer began",
                            "The connection was cut at the host or between; try again.")
                    .at(profile.host(), profile.model())));
            return;
        }
        ended = true;
        blocks.end(sink);
        tellUsage();
        sink.accept(new ChatEvent.ResponseStopped(StopWords.read(stopReason, blocks.calls())));
    }

    private void tellUsage() {
        if (usage != null) {
            sink.accept(new ChatEvent.UsageReported(UsageReader.read(usage)));
        }
    }

    private void failed(ParlanceException failure) {
        ended = true;
        tellUsage();
        sink.accept(new ChatEvent.ResponseFailed(
                failure, stopReason == null ? null : StopWords.read(stopReason, blocks.calls())));
    }

    private ParlanceException classified(ErrorBody body) {
        return ErrorClassifier.classify(body, head, profile, head.status() < 400);
    }

    private ParlanceException malformed(@Nullable String message, String body) {
        return new ParlanceException.MalformedResponse(new Failure(
                message == null ? "The answer cannot be read" : message,
                "Check that the base URL of " + profile.host() + " points at an API that speaks Anthropic Messages.",
                profile.host(),
                profile.model(),
                head.requestId(),
                head.status() < 400 ? null : (Integer) head.status(),
                null,
                null,
                null,
                body));
    }
}
