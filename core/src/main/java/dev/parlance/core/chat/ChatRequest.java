package dev.parlance.core.chat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model, free of any provider's words. Immutable and thread-safe.
 *
 * @param model the model's or deployment's name at its host
 * @param streaming how the answer is streamed, or null for a plain answer
 * @param extraBody members for the wire that override or add parameters; they never touch model, messages, tools or streaming
 * @param dialect whose words the extra body and all vendor members are in, for example {@code anthropic-messages}; null for those of the host
 */
public record ChatRequest(
        String model,
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable ResponseFormat responseFormat,
        Thinking thinking,
        Parameters parameters,
        @Nullable Streaming streaming,
        Members extraBody,
        @Nullable String dialect) {

    /**
     * A streamed answer.
     *
     * @param includeUsage whether the stream is to carry usage where the dialect makes that a choice
     * @param extra further stream options
     */
    public record Streaming(boolean includeUsage, Members extra) {
        /** With usage. */
        public static final Streaming WITH_USAGE = new Streaming(true, Members.NONE);
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** A builder for that model. */
    public static Builder builder(String model) {
        return new Builder(model);
    }

    /** A builder that starts from this request. */
    public Builder toBuilder() {
        Builder builder = new Builder(model);
        builder.messages.addAll(messages);
        builder.tools.addAll(tools);
        builder.toolChoice = toolChoice;
        builder.responseFormat = responseFormat;
        builder.thinking = thinking;
        builder.parameters = parameters;
        builder.streaming = streaming;
        builder.extraBody = extraBody;
        builder.dialect = dialect;
        return builder;
    }

    /** Collects a request step by step. Not thread-safe. */
    public static final class Builder {
        private String model;
        private final List<Message> messages = new ArrayList<>();
        private final List<Tool> tools = new ArrayList<>();
        private @Nullable ToolChoice toolChoice;
        private @Nullable ResponseFormat responseFormat;
        private Thinking thinking = new Thinking.Default();
        private Parameters parameters = Parameters.NONE;
        private @Nullable Streaming streaming;
        private Members extraBody = Members.NONE;
        private @Nullable String dialect;

        private Builder(String model) {
            this.model = model;
        }

        /** Another model. */
        public Builder model(String name) {
            model = name;
            return this;
        }

        /** One more message. */
        public Builder message(Message message) {
            messages.add(message);
            return this;
        }

        /** These messages instead of the present ones. */
        public Builder messages(List<Message> all) {
            messages.clear();
            messages.addAll(all);
            return this;
        }

        /** System instructions. */
        public Builder system(String text) {
            return message(Message.system(text));
        }

        /** A user's text. */
        public Builder user(String text) {
            return message(Message.user(text));
        }

        /** A user's text, pictures and files, in that order. */
        public Builder user(Content... parts) {
            return message(Message.user(parts));
        }

        /** One more tool. */
        public Builder tool(Tool tool) {
            tools.add(tool);
            return this;
        }

        /** These tools instead of the present ones. */
        public Builder tools(List<Tool> all) {
            tools.clear();
            tools.addAll(all);
            return this;
        }

        /** Whether and what the model must call; null for the host's default. */
        public Builder toolChoice(@Nullable ToolChoice choice) {
            toolChoice = choice;
            return this;
        }

        /** The wanted form of the text; null for free text. */
        public Builder responseFormat(@Nullable ResponseFormat format) {
            responseFormat = format;
            return this;
        }

        /** The wish about thinking. */
        public Builder thinking(Thinking wish) {
            thinking = wish;
            return this;
        }

        /** Upper bound of the answer in tokens, reasoning included where the host counts it. */
        public Builder maxOutputTokens(int tokens) {
            return parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(tokens));
        }

        /** Sampling temperature; 0 is a value. */
        public Builder temperature(double value) {
            return parameter(Parameter.TEMPERATURE, JsonValue.of(value));
        }

        /** Nucleus sampling. */
        public Builder topP(double value) {
            return parameter(Parameter.TOP_P, JsonValue.of(value));
        }

        /** Any parameter. @throws IllegalArgumentException when the value has the wrong type */
        public Builder parameter(Parameter parameter, JsonValue value) {
            parameters = parameters.with(parameter, value);
            return this;
        }

        /** Any parameter, with the wire name under which it was asked. */
        public Builder parameter(Parameter parameter, JsonValue value, @Nullable String spelling) {
            parameters = parameters.with(parameter, value, spelling);
            return this;
        }

        /** All parameters at once. */
        public Builder parameters(Parameters all) {
            parameters = all;
            return this;
        }

        /** How to stream; null for a plain answer. */
        public Builder streaming(@Nullable Streaming wish) {
            streaming = wish;
            return this;
        }

        /** One member of the extra body. */
        public Builder extra(String name, RawJson value) {
            extraBody = extraBody.with(name, value);
            return this;
        }

        /** The whole extra body. */
        public Builder extraBody(Members members) {
            extraBody = members;
            return this;
        }

        /** The dialect in whose words vendor members are written; null for that of the host. */
        public Builder dialect(@Nullable String name) {
            dialect = name;
            return this;
        }

        /** The request. */
        public ChatRequest build() {
            return new ChatRequest(
                    model,
                    messages,
                    tools,
                    toolChoice,
                    responseFormat,
                    thinking,
                    parameters,
                    streaming,
                    extraBody,
                    dialect);
        }
    }
}
