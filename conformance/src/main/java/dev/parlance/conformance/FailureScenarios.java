package dev.parlance.conformance;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import java.util.List;

/** Failures of the host, which the client must understand in its own dialect's words. */
final class FailureScenarios {
    /** What the sandbox says where the real host has no words that anybody wrote down. */
    private static final List<String> MADE_UP = List.of("the sandbox was asked for status", "simulated status");

    private FailureScenarios() {}

    /** The host's own answer of that status. */
    static Scenario status(String status, ErrorKind... kinds) {
        return dialogue -> {
            failed(dialogue.ask(asking(dialogue, status)), kinds);
            failed(dialogue.stream(asking(dialogue, status)), kinds);
        };
    }

    /** The same for what a host may have no error for: then the sandbox makes one up and says so. */
    private static void ownStatus(Dialogue dialogue, String status, ErrorKind... kinds) {
        String message =
                dialogue.ask(asking(dialogue, status)).fails().failure().message();
        if (MADE_UP.stream().anyMatch(message::contains)) {
            throw Shortfall.absent("the host has no error of its own for this");
        }
        status(status, kinds).play(dialogue);
    }

    private static ChatRequest.Builder asking(Dialogue dialogue, String status) {
        return dialogue.user("Hello. [[status " + status + "]]");
    }

    static void overflow(Dialogue dialogue) {
        ownStatus(dialogue, "400 context", ErrorKind.CONTEXT_OVERFLOW);
    }

    static void blocked(Dialogue dialogue) {
        ownStatus(dialogue, "400 content-filter", blockedKinds(dialogue.door()));
    }

    /** Messages and generateContent have no error of their own for what a filter stops: there the host's words must do. */
    static ErrorKind[] blockedKinds(Door door) {
        return switch (door) {
            case OPENAI_CHAT, OPENAI_RESPONSES -> new ErrorKind[] {ErrorKind.CONTENT_FILTERED};
            case ANTHROPIC_MESSAGES, GEMINI -> new ErrorKind[] {ErrorKind.CONTENT_FILTERED, ErrorKind.INVALID_REQUEST};
        };
    }

    /** Most hosts tell it by 429 and a word of their own, some by 402. */
    static void quota(Dialogue dialogue) {
        ParlanceException asked = dialogue.ask(asking(dialogue, "429 quota")).fails();
        if (asked.kind() == ErrorKind.QUOTA_EXHAUSTED) {
            ownStatus(dialogue, "429 quota", ErrorKind.QUOTA_EXHAUSTED);
        } else {
            try {
                ownStatus(dialogue, "402", ErrorKind.QUOTA_EXHAUSTED);
            } catch (Shortfall notTold) {
                throw Shortfall.absent("used-up money reads as " + asked.kind().label() + ": "
                        + asked.failure().message());
            }
        }
    }

    private static void failed(Heard heard, ErrorKind... kinds) {
        heard.fails(kinds);
        if (heard.status() == 200 && heard.response().stop() != null) {
            throw Shortfall.failed("the failure looks like an answer");
        }
    }

    static void inStream(Dialogue dialogue) {
        Heard heard = dialogue.stream(dialogue.user("Tell me a story. [[error-in-stream]]"));
        if (heard.fails().kind() == ErrorKind.STREAM_TRUNCATED) {
            throw Shortfall.failed("the host's error did not arrive: the stream merely ends");
        }
        noSuccess(heard);
    }

    static void truncated(Dialogue dialogue) {
        Heard heard = dialogue.stream(dialogue.user("Tell me a story. [[cut]]"));
        heard.fails();
        noSuccess(heard);
    }

    private static void noSuccess(Heard heard) {
        StopReason stop = heard.response().stop();
        if (stop != null && stop.kind() == StopReason.Kind.STOP) {
            throw Shortfall.failed("the stream says that the answer is complete");
        }
    }
}
