package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.wire.Json;
import dev.parlance.schema.Description;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tools that are methods of an object. */
@SuppressWarnings({"UnusedMethod", "DoNotCallSuggester"})
class MethodToolTest extends AgentTest {
    sealed interface Sky permits Clear, Rain {}

    record Clear() implements Sky {}

    record Rain(double millimetres) implements Sky {}

    record Query(
            @Description("What to look for.") String words,
            @Nullable Integer limit) {}

    interface Greeting {
        @ToolFunction(description = "Greets")
        String greet(String name);
    }

    static class Above {
        @ToolFunction(description = "Is overridden")
        public String overridden() {
            return "above";
        }

        @ToolFunction(description = "Is inherited")
        public String inherited() {
            return "inherited";
        }
    }

    static final class Weather extends Above implements Greeting {
        @ToolFunction(name = "sky_over", description = "The sky over a city")
        Sky sky(@Description("The city.") String city, ToolContext context, Optional<Integer> hours) {
            context.progress().accept("looking at " + city);
            return city.equals("Zürich") ? new Clear() : new Rain(2.5);
        }

        @ToolFunction(description = "Looks something up")
        private List<String> look(Query query, ToolCall call) {
            return List.of(query.words(), call.name());
        }

        @ToolFunction(description = "Fails")
        void broken() throws IOException {
            throw new IOException("the disk is full");
        }

        @ToolFunction(description = "Changes something")
        void change(boolean really) {}

        @ToolFunction(description = "Hangs", deadlineMillis = 50)
        void hang() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public String overridden() {
            return "below";
        }

        @Override
        public String greet(String name) {
            return "Hello " + name;
        }

        /** No tool. */
        public String other() {
            return "";
        }
    }

    static final class Pair {
        private final CyclicBarrier together = new CyclicBarrier(2);

        @ToolFunction(description = "Waits for the other")
        String left() throws Exception {
            together.await();
            return "left";
        }

        @ToolFunction(description = "Waits for the other")
        String right() throws Exception {
            together.await();
            return "right";
        }
    }

    @Test
    void they_stand_in_the_order_of_their_names_and_their_bytes_are_the_same_each_time() {
        assertThat(Tool.ofMethods(new Weather()))
                .extracting(Tool::name)
                .containsExactly("broken", "change", "greet", "hang", "inherited", "look", "overridden", "sky_over");
        host.says("One.").says("Two.");
        for (int time = 0; time < 2; time++) {
            Agent.run(
                    scriptedModel(),
                    asking("Hello"),
                    Tool.ofMethods(new Weather()),
                    AgentSettings.defaults(),
                    events::add);
        }
        assertThat(Json.text(host.asked().get(1)))
                .isEqualTo(Json.text(host.asked().get(0)));
    }

    @Test
    void parameters_are_the_arguments_but_what_the_agent_passes_is_not_shown() {
        Tool sky = named("sky_over");

        assertThat(sky.description()).isEqualTo("The sky over a city");
        assertThat(sky.parameters().text().replace('"', '\''))
                .isEqualTo(
                        "{'type':'object','properties':{'city':{'description':'The city.','type':'string'},"
                                + "'hours':{'type':['integer','null']}},'required':['city','hours'],'additionalProperties':false}");
        assertThat(named("look").parameters().text().replace('"', '\''))
                .as("one record stands for all arguments")
                .startsWith("{'type':'object','properties':{'words':{'description':'What to look for.'");
        assertThat(named("hang").deadline()).isEqualTo(Duration.ofMillis(50));
        assertThat(sky.deadline()).isNull();
    }

    @Test
    void the_model_calls_them_with_the_context_and_sees_which_of_the_records_came() {
        AgentOutcome outcome = run(kimi(), "How is the weather?", AgentSettings.builder(), named("sky_over"));

        assertThat(results(outcome)).containsExactly("{\"type\":\"Clear\"}");
        assertThat(heard(AgentEvent.ToolProgressed.class))
                .extracting(AgentEvent.ToolProgressed::words)
                .containsExactly("looking at Zürich");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Finished.class,
                        finished -> assertThat(finished.answer().text()).contains("sky_over → {\"type\":\"Clear\"}"));
    }

    @Test
    void wrong_arguments_are_told_and_corrected() {
        host.calls("look", "{\"limit\":\"all\"}", "sky_over", "{\"hours\":[]}")
                .calls("look", "{\"words\":\"rain\"}", "sky_over", "{\"city\":\"Bern\"}")
                .says("It rains.");

        AgentOutcome outcome =
                run(scriptedModel(), "Weather?", AgentSettings.builder(), named("look"), named("sky_over"));

        assertThat(results(outcome))
                .containsExactly("""
                        The arguments do not fit the tool's schema:
                        - $.words: is missing; expected a string
                        - $.limit: expected a whole number of at most 32 bits, found the string "all"
                        Nothing was done. Call the tool again with corrected arguments.""", """
                        The arguments do not fit the tool's schema:
                        - $.city: is missing; expected a string
                        - $.hours: expected a whole number of at most 32 bits, found an array
                        Nothing was done. Call the tool again with corrected arguments.""", "[\"rain\",\"look\"]", "{\"type\":\"Rain\",\"millimetres\":2.5}");
    }

    @Test
    void exceptions_deadlines_and_methods_without_a_value_have_results_too() {
        AgentOutcome outcome = Agent.run(
                kimi(), asking("Use all tools"), Tool.ofMethods(new Weather()), AgentSettings.defaults(), events::add);

        assertThat(results(outcome))
                .containsExactly(
                        "The tool failed: IOException: the disk is full",
                        "done",
                        "Hello sample name",
                        "The tool did not end within 50 ms and was stopped.",
                        "inherited",
                        "[\"sample words\",\"look\"]",
                        "below",
                        "{\"type\":\"Clear\"}");
    }

    @Test
    void methods_of_one_object_run_side_by_side() {
        List<Tool> pair = Tool.ofMethods(new Pair());

        assertThat(results(Agent.run(kimi(), asking("Use all tools"), pair, AgentSettings.defaults(), events::add)))
                .containsExactly("left", "right");
    }

    static final class Overloaded {
        @ToolFunction(description = "")
        void find(String words) {}

        @ToolFunction(description = "")
        void find(int number) {}
    }

    static final class Static {
        @ToolFunction(description = "")
        static void start() {}
    }

    static final class Untold {
        void nobody() {}
    }

    static final class WrongParameter {
        @ToolFunction(description = "")
        void run(Runnable task) {}
    }

    static final class WrongResult {
        @ToolFunction(description = "")
        CompletableFuture<String> later() {
            return CompletableFuture.completedFuture("");
        }
    }

    static final class Generic {
        @ToolFunction(description = "")
        <T> void any(T value) {}
    }

    static final class Hasty {
        @ToolFunction(description = "", deadlineMillis = -1)
        void run() {}
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        (Supplier<Object>) Overloaded::new,
                        "Two methods are tools called “find”: Overloaded.find(int) and Overloaded.find(String)."),
                Arguments.of((Supplier<Object>) Static::new, "Static.start() is static"),
                Arguments.of((Supplier<Object>) Untold::new, "Untold has no tools."),
                Arguments.of(
                        (Supplier<Object>) WrongParameter::new,
                        "WrongParameter.run(Runnable) cannot be a tool. run.task cannot be described: Runnable is neither"),
                Arguments.of(
                        (Supplier<Object>) WrongResult::new,
                        "WrongResult.later() cannot be a tool, for its result cannot be shown to a model."),
                Arguments.of(
                        (Supplier<Object>) Generic::new,
                        "Generic.any(Object) cannot be a tool. any.value cannot be described: nothing says what T is."),
                Arguments.of((Supplier<Object>) Hasty::new, "Hasty.run() has a deadline below zero: -1 ms."),
                Arguments.of((Supplier<Object>) () -> Weather.class, "The methods of an object are tools"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakes_of_the_program_are_named_at_once(Supplier<Object> owner, String message) {
        assertThatThrownBy(() -> Tool.ofMethods(owner.get()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void a_class_file_without_the_names_of_parameters_is_named_with_the_remedy(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("Nameless.java"), """
                import dev.parlance.agent.ToolContext;
                import dev.parlance.agent.ToolFunction;
                public class Nameless {
                    @ToolFunction(description = "") public void find(ToolContext context, String words) {}
                }
                """);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(failed).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Object nameless = loader.loadClass("Nameless").getConstructor().newInstance();
            assertThatThrownBy(() -> Tool.ofMethods(nameless))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "Nameless.find(ToolContext, String) cannot be a tool. find.arg1 cannot be described:"
                                    + " its name is not in the class file. Compile with javac's -parameters");
        }
    }

    private static Tool named(String name) {
        return Tool.ofMethods(new Weather()).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
