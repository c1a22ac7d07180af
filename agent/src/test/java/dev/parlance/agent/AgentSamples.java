package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.Description;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What docs/agent.md shows, run by {@link AgentPageTest}. Whoever changes a sample changes the page. */
final class AgentSamples {
    private final ChatModel model;
    private final StringBuilder out = new StringBuilder();

    AgentSamples(ChatModel model) {
        this.model = model;
    }

    private void print(@Nullable Object words) {
        out.append(words);
    }

    void first() {
        record Trip(@Description("Where to.") String city, int days) {}

        Tool price = Tool.of(
                "price_of_trip", "The price of a trip in francs", Trip.class, (trip, context) -> 120 * trip.days());
        ChatRequest task = ChatRequest.builder("")
                .system("You book trips.")
                .user("What do two days in Zürich cost?")
                .build();
        AgentOutcome outcome = Agent.run(model, task, List.of(price), AgentSettings.defaults(), AgentListener.NONE);
        switch (outcome) {
            case AgentOutcome.Finished finished -> print(finished.answer().text());
            case AgentOutcome.BudgetReached reached -> print("Not done: " + reached.which());
            case AgentOutcome.Cancelled cancelled -> print("Given up");
            case AgentOutcome.Failed failed -> throw failed.error();
        }
        print(outcome.spent().steps() + " steps");
    }

    static class Orders {
        record Order(String number, String article, int count) {}

        @ToolFunction(description = "The open orders of a customer, newest first")
        public List<Order> openOrders(@Description("The customer's number.") String customer, Optional<Integer> limit) {
            return List.of(new Order("A-7", "nails", 2));
        }

        @ToolFunction(name = "cancel_order", description = "Cancels an open order", deadlineMillis = 10_000)
        public void cancel(String number, ToolContext context) throws IOException {
            context.progress().accept("cancelling " + number);
        }
    }

    void methods() {
        List<Tool> tools = Tool.ofMethods(new Orders());
        ChatRequest task = ChatRequest.builder("")
                .user("Cancel all orders of C-1. You may use all tools.")
                .build();
        AgentOutcome outcome = Agent.run(model, task, tools, AgentSettings.defaults(), AgentListener.NONE);
        print(outcome.transcript().messages().size() + " messages");
    }

    void byHand() {
        RawJson schema = RawJson.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
        Tool weather = Tool.of("get_weather", "The weather of a city", schema, (call, context) -> {
            String city = call.arguments().text("city");
            return city == null
                    ? ToolResult.failure("Say which city.")
                    : ToolResult.text("It is sunny in " + city + ".");
        });
        ChatRequest task = ChatRequest.builder("").user("How is the weather?").build();
        print(Agent.run(model, task, List.of(weather), AgentSettings.defaults(), AgentListener.NONE)
                .transcript()
                .toJson());
    }

    void budgets(List<Tool> tools) {
        AgentSettings settings = AgentSettings.builder()
                .budgets(Budgets.DEFAULT
                        .withSteps(20)
                        .withTime(Duration.ofMinutes(10))
                        .withTokens(200_000L)
                        .withMoney(new BigDecimal("0.50")))
                .price(this::price)
                .toolDeadline(Duration.ofSeconds(30))
                .resultTokens(4_000)
                .build();
        ChatRequest task = ChatRequest.builder("").user("Tidy up").build();
        AgentOutcome outcome = Agent.run(model, task, tools, settings, AgentListener.NONE);
        print(outcome.spent().money());
    }

    @Nullable
    BigDecimal price(Usage usage) {
        Long input = usage.input();
        Long output = usage.output();
        return input == null || output == null
                ? null
                : new BigDecimal("0.00000060")
                        .multiply(BigDecimal.valueOf(input))
                        .add(new BigDecimal("0.00000250").multiply(BigDecimal.valueOf(output)));
    }

    void cancellation(List<Tool> tools) {
        Cancellation cancellation = new Cancellation();
        AgentSettings settings =
                AgentSettings.builder().cancellation(cancellation).build();
        AgentListener listener = event -> {
            switch (event) {
                case AgentEvent.ToolStarted started -> print(started.call().name() + " … ");
                case AgentEvent.ToolEnded ended -> print(ended.result().failed() ? "failed" : "done");
                case AgentEvent.StepStarted step when step.step() == 2 -> cancellation.cancel();
                default -> {}
            }
        };
        ChatRequest task = ChatRequest.builder("").user("Tidy up").build();
        AgentOutcome outcome = Agent.run(model, task, tools, settings, listener);
        print(outcome instanceof AgentOutcome.Cancelled ? ", given up" : ", answered");
    }

    void compaction(List<Tool> tools) {
        ChatRequest task =
                ChatRequest.builder("").user("Go on [[status 400 context]]").build();
        Compaction summary = messages ->
                List.of(Message.user("What was said so far: " + summarised(messages)), Message.user("Go on."));
        AgentSettings settings = AgentSettings.builder().compaction(summary).build();
        AgentOutcome outcome = Agent.run(model, task, tools, settings, AgentListener.NONE);
        print(outcome.transcript().toJson());
    }

    private static String summarised(List<Message> messages) {
        return messages.size() + " messages";
    }

    void resume(List<Tool> tools) {
        ChatRequest task = ChatRequest.builder("").user("How is the weather?").build();
        AgentSettings oneStep =
                AgentSettings.builder().budgets(Budgets.DEFAULT.withSteps(1)).build();
        String saved = Agent.run(model, task, tools, oneStep, AgentListener.NONE)
                .transcript()
                .toJson();

        Transcript transcript = Transcript.ofJson(saved);
        AgentOutcome outcome =
                Agent.resume(model, task, transcript, tools, AgentSettings.defaults(), AgentListener.NONE);
        print(outcome.spent().steps() + " more step");
    }

    /** Runs each sample; each prints what it should. */
    void check() {
        List<Tool> tools = Tool.ofMethods(new Orders());
        says(this::first, "price_of_trip → 240", "2 steps");
        says(this::methods, "5 messages");
        says(this::byHand, "It is sunny in Zürich.");
        says(() -> budgets(tools), "0.0");
        says(() -> cancellation(tools), "cancel_order … done, given up");
        says(() -> compaction(tools), "What was said so far: 1 messages");
        says(() -> resume(tools), "1 more step");
    }

    private void says(Runnable sample, String... words) {
        out.setLength(0);
        sample.run();
        assertThat(out).contains(words);
    }
}
