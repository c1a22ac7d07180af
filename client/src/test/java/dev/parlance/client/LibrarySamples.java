package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.configuration.Configuration;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.TokenEstimate;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Surroundings;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import dev.parlance.schema.Description;
import dev.parlance.schema.StructuredAnswer;
import dev.parlance.schema.StructuredOutput;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What docs/library.md shows, run by {@link LibraryPageTest}. Whoever changes a sample changes the page. */
final class LibrarySamples {
    private final Parlance parlance;
    private final Providers providers;
    private final String house;
    private final Path file;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param house the address of an OpenAI-compatible host
     * @param file a configuration with the alias {@code fast}
     */
    LibrarySamples(Parlance parlance, Providers providers, String house, Path file) {
        this.parlance = parlance;
        this.providers = providers;
        this.house = house;
        this.file = file;
    }

    private void print(@Nullable Object words) {
        out.append(words);
    }

    static Parlance open() {
        Parlance parlance = Parlance.open();
        ChatModel model = parlance.model("moonshot/kimi-k2.6");
        Objects.requireNonNull(model);
        return parlance;
    }

    void code(String address, String key) {
        Providers own = Providers.of(
                List.of(ProviderSettings.of("house", "openai-compatible")
                        .baseUrl(address)
                        .credential(new Credential.Text(Template.literal(key), "the house's key", Token.Form.KEY, null))
                        .build()),
                Map.of("fast", "house/small"),
                Defaults.NONE,
                Surroundings.of(System.getenv()),
                Catalog.bundled());
        try (Parlance parlance = Parlance.builder().providers(own).open()) {
            ChatModel model = parlance.model("fast");
            print(model.generate(ChatRequest.builder("").user("Hello").build()).text());
        }
    }

    void configured(Path file) {
        Configuration said = Configuration.load(file, System.getenv(), Catalog.bundled());
        Providers configured = said.callable(System.getenv(), Catalog.bundled());
        try (Parlance parlance = Parlance.builder().providers(configured).open()) {
            ChatModel model = parlance.model("fast");
            print(model.generate(ChatRequest.builder("").user("Hello").build()).text());
        }
    }

    void ask() {
        ChatModel model = parlance.model("moonshot/kimi-k2.6");
        ChatResponse answer = model.generate(ChatRequest.builder("")
                .system("You are brief.")
                .user("What is a monad?")
                .thinking(new Thinking.Effort("low"))
                .maxOutputTokens(16_000)
                .build());
        print(answer.text());
        print(answer.usage());
    }

    void stream() {
        ChatModel model = parlance.model("moonshot/kimi-k2.6");
        try (ChatStream stream =
                model.stream(ChatRequest.builder("").user("Tell me a story").build())) {
            for (ChatEvent event : stream) {
                switch (event) {
                    case ChatEvent.TextDelta(String text) -> print(text);
                    case ChatEvent.ResponseFailed failed -> throw failed.error();
                    default -> {}
                }
            }
            ChatResponse whole = stream.response();
            print(whole.stop());
        }
    }

    void tools() {
        ChatModel model = parlance.model("moonshot/kimi-k2.6");
        ChatRequest question = ChatRequest.builder("")
                .user("What is the weather in Rome?")
                .tool(new Tool.Function(
                        "get_weather",
                        "The weather of a city",
                        RawJson.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}")))
                .build();
        ChatResponse first = model.generate(question);
        ChatRequest.Builder next = question.toBuilder().message(first.message());
        for (Content.ToolCall call : first.toolCalls()) {
            next.message(Message.toolResult(call.id(), "21 degrees and sunny"));
        }
        print(model.generate(next.build()).text());
    }

    void structured() {
        record Line(String article, int count) {}
        record Invoice(
                @Description("ISO 4217, for example CHF") String currency,
                BigDecimal total,
                List<Line> lines,
                Optional<LocalDate> due) {}

        StructuredOutput<Invoice> invoices = StructuredOutput.of(Invoice.class);
        ChatModel model = parlance.model("moonshot/kimi-k2.6");
        StructuredAnswer<Invoice> answer = invoices.ask(
                model, ChatRequest.builder("").user("Two nails, 2.50 francs").build(), 1);
        print(answer.value().total());
        print(answer.corrections() + " corrections");
    }

    void media(byte[] picture, byte[] report) {
        ChatModel model = parlance.model("anthropic/claude-sonnet-4-5");
        ChatResponse answer = model.generate(ChatRequest.builder("")
                .user(
                        new Content.Text("Does the chart show what the report says?"),
                        Content.Media.of(Content.Media.Kind.IMAGE, "image/png", picture),
                        Content.Media.of(Content.Media.Kind.FILE, "application/pdf", report)
                                .named("report.pdf"))
                .build());
        print(answer.text());
    }

    void estimate() {
        ChatRequest request = ChatRequest.builder("").user("What is a monad?").build();
        print(TokenEstimate.of(request) + " tokens");
    }

    void deadlines() {
        Parlance patient = Parlance.builder()
                .providers(providers)
                .deadlines(Deadlines.DEFAULT
                        .withFirstToken(Duration.ofMinutes(2))
                        .withIdle(Duration.ofSeconds(60))
                        .withTotal(Duration.ofMinutes(20)))
                .retries(RetryPolicy.DEFAULT.withAttempts(5))
                .open();
        print(patient.model("moonshot/kimi-k2.6").getClass().getSimpleName());
        patient.close();
    }

    void errors() {
        ChatModel model = parlance.model("moonshot/kimi-k2.6");
        ChatRequest request = ChatRequest.builder("").user("[[status 429]]").build();
        try {
            print(model.generate(request).text());
        } catch (ParlanceException.RateLimited busy) {
            print("Again in " + busy.failure().retryAfter());
        } catch (ParlanceException.ContextOverflow full) {
            print("Shorten the conversation");
        } catch (ParlanceException other) {
            print(other.kind().label() + ": " + other.getMessage());
        }
    }

    void adjustments() {
        ChatResponse answer = parlance.model("moonshot/kimi-k2.6")
                .generate(ChatRequest.builder("").user("Hello").temperature(0.2).build());
        for (Adjustment adjustment : answer.adjustments()) {
            print(adjustment.parameter() + " " + adjustment.kind().label() + ": " + adjustment.reason());
        }
    }

    void policies() {
        Parlance strict =
                Parlance.builder().providers(providers).policy(Policy.STRICT).open();
        try (strict) {
            strict.model("moonshot/kimi-k2.6")
                    .generate(ChatRequest.builder("")
                            .user("Hello")
                            .temperature(0.2)
                            .build());
        } catch (ParlanceException.UnsupportedRequest refused) {
            print(refused.getMessage());
        }
    }

    void listener() {
        CallListener listener = new CallListener() {
            @Override
            public void prepared(String model, List<Adjustment> adjustments) {
                print(model + " adjusted " + adjustments.size() + " times; ");
            }

            @Override
            public void retrying(Call call, Duration pause, ParlanceException error) {
                print("call " + call.number() + " again in " + pause + "; ");
            }

            @Override
            public void finished(Call call, @Nullable Usage usage, Timings timings) {
                print("first event after " + timings.firstEvent() / 1_000_000 + " ms");
            }
        };
        try (Parlance observed =
                Parlance.builder().providers(providers).listener(listener).open()) {
            observed.model("moonshot/kimi-k2.6")
                    .generate(ChatRequest.builder("").user("Hello").build());
        }
    }

    /** Runs each sample; each prints what it should. */
    void check() {
        says(() -> code(house, "key"), "Hello");
        says(() -> configured(file), "Hello");
        says(this::ask, "What is a monad?");
        says(this::stream, "Tell me a story");
        says(this::tools, "21 degrees and sunny");
        says(this::structured, "2.50 corrections");
        says(() -> media(new byte[] {1}, new byte[] {2}), "Does the chart show what the report says?");
        says(this::estimate, "5 tokens");
        says(this::deadlines, "HttpChatModel");
        says(this::errors, "Again in PT1S");
        says(this::adjustments, "temperature dropped");
        says(this::policies, "temperature would be dropped");
        says(this::listener, "first event after");
    }

    private void says(Runnable sample, String words) {
        out.setLength(0);
        sample.run();
        assertThat(out).contains(words);
    }
}
