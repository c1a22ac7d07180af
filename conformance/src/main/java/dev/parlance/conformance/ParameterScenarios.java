package dev.parlance.conformance;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.Locale;

/** Parameters of the request. Where nothing of them can be seen in the answer, the host's silence is the proof: it refuses what it does not take. */
final class ParameterScenarios {
    private static final String QUESTION = "Answer with the one word lantern.";

    /** A member that no dialect defines; one word, for Google's JSON has two spellings of two. */
    private static final String MEMBER = "conformanceprobe";

    private ParameterScenarios() {}

    static void outputLimit(Dialogue dialogue) {
        dialogue.ask(dialogue.user(QUESTION).maxOutputTokens(2000)).says("lantern");
    }

    static void sampling(Dialogue dialogue) {
        dialogue.ask(dialogue.user(QUESTION).temperature(0.3).topP(0.9)).says("lantern");
    }

    static void topK(Dialogue dialogue) {
        dialogue.ask(dialogue.user(QUESTION).parameter(Parameter.TOP_K, JsonValue.of(40)))
                .says("lantern");
    }

    static void penalties(Dialogue dialogue) {
        dialogue.ask(dialogue.user(QUESTION)
                        .parameter(Parameter.FREQUENCY_PENALTY, JsonValue.of(0.2))
                        .parameter(Parameter.PRESENCE_PENALTY, JsonValue.of(0.2)))
                .says("lantern");
    }

    static void stopWords(Dialogue dialogue) {
        Heard heard = dialogue.ask(dialogue.user("Write these words: one two lantern three.")
                .parameter(Parameter.STOP, JsonValue.array(JsonValue.of("lantern"))));
        heard.stops(StopReason.Kind.STOP);
        if (heard.response().text().contains("lantern")) {
            throw Shortfall.absent("the text goes on beyond the stop word");
        }
    }

    static void seed(Dialogue dialogue) {
        dialogue.ask(dialogue.user(QUESTION).parameter(Parameter.SEED, JsonValue.of(7)))
                .says("lantern");
    }

    static void logProbabilities(Dialogue dialogue) {
        Heard heard = dialogue.ask(dialogue.user(QUESTION)
                .parameter(Parameter.LOGPROBS, JsonValue.of(true))
                .parameter(Parameter.TOP_LOGPROBS, JsonValue.of(2)));
        heard.says("lantern");
        boolean came = heard.events().stream().anyMatch(ParameterScenarios::isProbability)
                || heard.response().content().stream()
                        .anyMatch(part -> part instanceof Content.Text text && holdsProbability(text.extra()));
        if (!came) {
            throw Shortfall.absent("no log probabilities came");
        }
    }

    private static boolean isProbability(ChatEvent event) {
        return event instanceof ChatEvent.OpaqueReceived opaque && isProbability(opaque.name(), opaque.json());
    }

    private static boolean holdsProbability(Members extra) {
        return extra.byName().entrySet().stream().anyMatch(member -> isProbability(member.getKey(), member.getValue()));
    }

    private static boolean isProbability(String name, RawJson json) {
        // Chat and Responses say "logprob" for each token, Gemini "logProbability".
        return name.startsWith("logprobs")
                && json.text().toLowerCase(Locale.ROOT).contains("\"logprob");
    }

    /** A member that nobody defines reaches the host: it is taken, or the host itself names it in its refusal. */
    static void extraBody(Dialogue dialogue) {
        ChatRequest.Builder request = dialogue.user(QUESTION).extra(MEMBER, RawJson.of(JsonValue.of(true)));
        Heard heard = dialogue.ask(request);
        ParlanceException error = heard.response().error();
        if (error == null || !error.failure().message().contains(MEMBER)) {
            heard.says("lantern");
        }
    }
}
