package dev.parlance.conformance;

import dev.parlance.core.error.ErrorKind;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of the matrix. Each is one scenario, written once and asked through every dialect. */
public enum Feature {
    TEXT("a plain answer", TextScenarios::text),
    STREAM("the same as a stream", TextScenarios::stream),
    TURNS("a conversation of several turns", TextScenarios::turns, Concerns.about("messages")),
    SYSTEM_TEXT(
            "instructions above the conversation", TextScenarios::system, Concerns.about("system-role", "messages")),
    DEVELOPER_TEXT(
            "the same in the developer role", TextScenarios::developer, Concerns.about("system-role", "messages")),
    IMAGE("a picture in the request", MediaScenarios::image, Concerns.about("messages", "content")),
    IMAGE_BY_URL("a picture by its address", MediaScenarios::imageByUrl, Concerns.about("messages", "content")),
    FILE("a PDF document in the request", MediaScenarios::file, Concerns.about("messages", "content")),
    TOOLS("a tool is offered, called and answered", ToolScenarios::tools, Concerns.TOOLS),
    PARALLEL_TOOLS("two calls in one streamed answer, both answered", ToolScenarios::parallel, Concerns.TOOLS),
    SPLIT_ARGUMENTS(
            "streamed arguments join to what a plain answer has", ToolScenarios::splitArguments, Concerns.TOOLS),
    EMPTY_ARGUMENTS("a tool without arguments", ToolScenarios::emptyArguments, Concerns.TOOLS),
    FORCED_TOOL("any tool must be called", ToolScenarios::forced, Concerns.TOOL_CHOICE),
    NAMED_TOOL("one tool must be called", ToolScenarios::named, Concerns.TOOL_CHOICE),
    NO_TOOL("no tool may be called, though some are offered", ToolScenarios::none, Concerns.TOOL_CHOICE),
    JSON_SCHEMA("an answer that fits a schema", FormScenarios::schema, Concerns.about("response-format")),
    JSON_OBJECT("an answer that is any JSON object", FormScenarios::object, Concerns.about("response-format")),
    THINKING_OFF("no thinking", ThinkingScenarios::off, Concerns.about("thinking")),
    THINKING_EFFORT("thinking by an effort word", ThinkingScenarios::effort, Concerns.THINKING),
    THINKING_BUDGET("thinking by a number of tokens", ThinkingScenarios::budget, Concerns.THINKING),
    REASONING_OUT("the reasoning can be read, plain and streamed", ThinkingScenarios::shown, Concerns.REASONING),
    REASONING_IN_TOOL_LOOP(
            "reasoning goes back with the results of tools", ReasoningScenarios::inToolLoop, Concerns.REASONING),
    REASONING_IN_STREAMED_LOOP(
            "the same streamed, over two tool loops", ReasoningScenarios::inStreamedToolLoop, Concerns.REASONING),
    REASONING_OVER_PLAIN_TURN(
            "reasoning goes back with a plain turn", ReasoningScenarios::overPlainTurn, Concerns.REASONING),
    FOREIGN_REASONING(
            "a conversation with the reasoning of other hosts goes on",
            ReasoningScenarios::foreign,
            Concerns.about("reasoning")),
    USAGE("input and output are counted, plain and streamed", UsageScenarios::counts),
    USAGE_CACHE("input from the cache is counted", UsageScenarios::cache),
    USAGE_REASONING("reasoning is counted", UsageScenarios::reasoning, Concerns.THOUGHT),
    STOP_LENGTH("the end by the output limit", EndingScenarios::length, Concerns.about("max-output-tokens")),
    STOP_TOOL_CALLS("the end by tool calls", EndingScenarios::toolCalls, Concerns.TOOLS),
    STOP_CONTENT_FILTER("the end by a content filter", Needs.MARKERS, EndingScenarios::filtered),
    THINK_ONLY(
            "an answer that is all reasoning is no text", Needs.MARKERS, EndingScenarios::thinkOnly, Concerns.THOUGHT),
    REFUSAL("the model's refusal", Needs.MARKERS, EndingScenarios::refusal),
    PROMPT_BLOCKED("the prompt is blocked by a content filter", Needs.MARKERS, FailureScenarios::blocked),
    ERROR_BODY(
            "a request that the host calls wrong",
            Needs.MARKERS,
            FailureScenarios.status("400", ErrorKind.INVALID_REQUEST, ErrorKind.UNSUPPORTED_REQUEST)),
    WRONG_KEY(
            "the host does not know the key", Needs.MARKERS, FailureScenarios.status("401", ErrorKind.UNAUTHENTICATED)),
    SERVER_ERROR(
            "the host breaks",
            Needs.MARKERS,
            FailureScenarios.status("500", ErrorKind.SERVER_FAILED, ErrorKind.OVERLOADED)),
    OVERLOADED(
            "the host has no capacity",
            Needs.MARKERS,
            FailureScenarios.status("503", ErrorKind.OVERLOADED, ErrorKind.SERVER_FAILED)),
    IN_BAND_ERROR("an error within a stream that began well", Needs.MARKERS, FailureScenarios::inStream),
    TRUNCATED_STREAM("a stream that breaks off", Needs.MARKERS, FailureScenarios::truncated),
    CONTEXT_OVERFLOW("the conversation is longer than the window", Needs.MARKERS, FailureScenarios::overflow),
    RATE_LIMIT("too many requests", Needs.MARKERS, FailureScenarios.status("429", ErrorKind.RATE_LIMITED)),
    QUOTA("the money is used up", Needs.MARKERS, FailureScenarios::quota),
    OUTPUT_LIMIT("the longest answer", ParameterScenarios::outputLimit, Concerns.about("max-output-tokens")),
    SAMPLING("temperature and top_p", ParameterScenarios::sampling, Concerns.about("temperature", "top-p")),
    TOP_K("top_k", ParameterScenarios::topK, Concerns.about("top-k")),
    PENALTIES(
            "frequency and presence penalty",
            ParameterScenarios::penalties,
            Concerns.about("frequency-penalty", "presence-penalty")),
    STOP_WORDS("the text ends before a stop word", ParameterScenarios::stopWords, Concerns.about("stop")),
    SEED("a seed", ParameterScenarios::seed, Concerns.about("seed")),
    LOGPROBS("log probabilities", ParameterScenarios::logProbabilities, Concerns.about("logprobs", "top-logprobs")),
    EXTRA_BODY(
            "a member that nobody defines reaches the host",
            ParameterScenarios::extraBody,
            Concerns.about("extra-body=dropped"));

    /** What a scenario needs of the other side. */
    private enum Needs {
        /** Nothing but a gateway. */
        NOTHING,
        /** The sandbox, which breaks on request. */
        MARKERS
    }

    private final String shows;
    private final Needs needs;
    private final Scenario scenario;
    private final Concerns concerns;

    Feature(String shows, Scenario scenario) {
        this(shows, Needs.NOTHING, scenario, Concerns.NONE);
    }

    Feature(String shows, Scenario scenario, Concerns concerns) {
        this(shows, Needs.NOTHING, scenario, concerns);
    }

    Feature(String shows, Needs needs, Scenario scenario) {
        this(shows, needs, scenario, Concerns.NONE);
    }

    Feature(String shows, Needs needs, Scenario scenario, Concerns concerns) {
        this.shows = shows;
        this.needs = needs;
        this.scenario = scenario;
        this.concerns = concerns;
    }

    /** For options and files, for example {@code split-arguments}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it shows, in a few words. */
    public String shows() {
        return shows;
    }

    /** The feature with that label, or null. */
    public static @Nullable Feature ofLabel(String label) {
        return Arrays.stream(values())
                .filter(feature -> feature.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    /** Whether only the sandbox can provoke it. */
    boolean needsMarkers() {
        return needs == Needs.MARKERS;
    }

    Scenario scenario() {
        return scenario;
    }

    Concerns concerns() {
        return concerns;
    }
}
