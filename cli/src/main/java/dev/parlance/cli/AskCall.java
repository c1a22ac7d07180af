package dev.parlance.cli;

import dev.parlance.cli.ask.SchemaFit;
import dev.parlance.client.CallListener;
import dev.parlance.client.Parlance;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call and what there is to know about it afterwards. Used once, by one thread. */
final class AskCall implements CallListener {
    private final Consumer<Adjustment> heard;
    private final Consumer<String> remarks;
    private final List<Adjustment> adjustments = new ArrayList<>();
    private @Nullable ChatResponse response;
    private @Nullable ParlanceException error;

    /**
     * @param heard hears of every adjustment before the request is sent
     * @param remarks says what somebody who waits should know
     */
    AskCall(Consumer<Adjustment> heard, Consumer<String> remarks) {
        this.heard = heard;
        this.remarks = remarks;
    }

    /** Asks and prints; does not throw when there is no answer. */
    void make(AskDoor door, ChatRequest request, boolean strict, boolean streaming, AskPrinter printer) {
        try (Parlance parlance = Parlance.builder()
                .providers(door.providers())
                .policy(strict ? Policy.STRICT : Policy.ADAPT)
                .listener(this)
                .open()) {
            ChatModel model = parlance.model(door.model());
            if (streaming) {
                stream(model, request, printer);
            } else {
                generate(model, request, printer);
            }
        } catch (ParlanceException refused) {
            error = refused;
        }
        printer.end();
    }

    /** What came, whole or not; null when nothing did or nobody read it to its end. */
    @Nullable
    ChatResponse response() {
        return response;
    }

    /** Every difference between what was asked and what was sent. */
    List<Adjustment> adjustments() {
        return adjustments;
    }

    /**
     * How it ended.
     *
     * @param schema what the answer has to fit as JSON, or null for any text
     */
    AskEnd end(@Nullable SchemaFit schema) {
        if (error != null) {
            return AskEnd.failed(error);
        }
        return response == null ? AskEnd.HUNG_UP : AskEnd.of(response, schema);
    }

    @Override
    public void prepared(String model, List<Adjustment> differences) {
        // Once more when the host switches dialects or the call is made again; the last ones are those that count.
        adjustments.clear();
        adjustments.addAll(differences);
        differences.forEach(heard);
    }

    /** Somebody waits in front of a silent terminal, perhaps for a minute. */
    @Override
    public void retrying(Call call, Duration pause, ParlanceException failure) {
        // Rounded up: "in 0 s" would be no news.
        remarks.accept("trying again in " + pause.plusMillis(999).toSeconds() + " s: "
                + OneLine.of(failure.failure().message()));
    }

    private void stream(ChatModel model, ChatRequest request, AskPrinter printer) {
        try (ChatStream stream = model.stream(request)) {
            for (ChatEvent event : stream) {
                if (!printer.accept(event)) {
                    return;
                }
            }
            response = stream.response();
        }
    }

    private void generate(ChatModel model, ChatRequest request, AskPrinter printer) {
        ChatResponse whole = model.generate(request);
        response = whole;
        for (Content part : whole.content()) {
            if (part instanceof Content.Reasoning reasoning) {
                printer.thought(reasoning.text());
            }
        }
        printer.whole(whole.text());
    }
}
