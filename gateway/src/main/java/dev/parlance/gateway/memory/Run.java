package dev.parlance.gateway.memory;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.gateway.memory.Entry.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client hands back of the model's words in one place: a turn, or several in a row, for some clients split one answer and some join
 * two. Each part is labelled with the answer that it is of, as far as that is known. Used once, not thread-safe.
 */
final class Run {
    /** A part with the answer it belongs to. */
    static final class Part {
        final Content content;
        final Message.Assistant message;
        /** Null when nobody knows. */
        @Nullable
        Answer answer;
        /** Of a call: its number within the answer. */
        int call;

        private Part(Content content, Message.Assistant message) {
            this.content = content;
            this.message = message;
        }
    }

    /** Place of the first message in the conversation. */
    final int from;

    final List<Message.Assistant> messages;
    final List<Part> parts = new ArrayList<>();

    /** Whether the answer was found by what the turn says, and not by an id. */
    private boolean byWords;

    Run(int from, List<Message.Assistant> messages) {
        this.from = from;
        this.messages = messages;
        for (Message.Assistant message : messages) {
            for (Content part : message.content()) {
                parts.add(new Part(part, message));
            }
        }
    }

    boolean callsTools() {
        return messages.stream().anyMatch(Message.Assistant::callsTools);
    }

    boolean isByWords() {
        return byWords;
    }

    /** The answers that the parts are of, each once, in their order. */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (Part part : parts) {
            Answer answer = part.answer;
            if (answer != null && answers.stream().noneMatch(known -> known == answer)) {
                answers.add(answer);
            }
        }
        return answers;
    }

    /** Whether the turn has what the answer would give it. */
    boolean has(Answer answer) {
        boolean sealed = answer.sealed();
        return parts.stream()
                .anyMatch(part ->
                        part.content instanceof Content.Reasoning reasoning && (!sealed || Seals.sealed(reasoning)));
    }

    /** Finds the answers: by the ids of the calls if they all lead to one, else by the words of the run or of its turns. */
    void label(ReasoningMemory memory, String caller, Issuer issuer, List<Message> before) {
        boolean known = byIds(memory, caller, issuer);
        boolean all = known
                && parts.stream().allMatch(part -> !(part.content instanceof Content.ToolCall) || part.answer != null);
        if (!all && byWords(memory, caller, issuer, Key.answered(before), parts)) {
            return;
        }
        if (known) {
            neighbours();
            textsLikeTheirCalls();
            return;
        }
        List<Message> answered = before;
        for (Message.Assistant message : messages.size() > 1 ? messages : List.<Message.Assistant>of()) {
            byWords(
                    memory,
                    caller,
                    issuer,
                    Key.answered(answered),
                    parts.stream().filter(part -> part.message == message).toList());
            answered = List.of();
        }
    }

    private boolean byIds(ReasoningMemory memory, String caller, Issuer issuer) {
        boolean any = false;
        for (Part part : parts) {
            if (part.content instanceof Content.ToolCall call && TellingId.tells(call.id(), call.name())) {
                ReasoningMemory.Found found = memory.find(Key.Seen.id(caller, issuer.name(), call.id()));
                if (found != null && name(found.answer(), found.call()).equals(call.name())) {
                    part.answer = found.answer();
                    part.call = found.call();
                    any = true;
                }
            }
        }
        return any;
    }

    /** Calls whose ids tell nothing, beside one that does. */
    private void neighbours() {
        List<Part> calls = parts.stream()
                .filter(part -> part.content instanceof Content.ToolCall)
                .toList();
        for (int index = 0; index < calls.size(); index++) {
            for (int step = index - 1; step <= index + 1; step += 2) {
                Part other = step < 0 || step >= calls.size() ? calls.get(index) : calls.get(step);
                Answer answer = other.answer;
                Part part = calls.get(index);
                if (part.answer == null
                        && answer != null
                        && part.content instanceof Content.ToolCall call
                        && !TellingId.tells(call.id(), call.name())
                        && name(answer, other.call + index - step).equals(call.name())) {
                    part.answer = answer;
                    part.call = other.call + index - step;
                }
            }
        }
    }

    private static String name(Answer answer, int call) {
        return call < 0 || call >= answer.calls().size()
                ? ""
                : answer.calls().get(call).name();
    }

    /** A text belongs to the call that it announces, or else to the one before it. */
    private void textsLikeTheirCalls() {
        Answer next = null;
        for (Part part : parts.reversed()) {
            if (part.content instanceof Content.ToolCall) {
                next = part.answer;
            } else if (isText(part)) {
                part.answer = next;
            }
        }
        Answer before = null;
        for (Part part : parts) {
            if (part.content instanceof Content.ToolCall) {
                before = part.answer;
            } else if (isText(part) && part.answer == null) {
                part.answer = before;
            }
        }
    }

    private boolean byWords(ReasoningMemory memory, String caller, Issuer issuer, Print answered, List<Part> turn) {
        Printer text = new Printer();
        List<Entry.Call> calls = new ArrayList<>();
        for (Part part : turn) {
            if (part.content instanceof Content.ToolCall call) {
                calls.add(Entry.Call.of(call.name(), call.arguments()));
            } else {
                text.text(text(part));
            }
        }
        ReasoningMemory.Found found = memory.find(Key.Seen.words(caller, issuer.name(), answered, text.print(), calls));
        if (found == null) {
            return false;
        }
        byWords = true;
        int number = 0;
        for (Part part : turn) {
            if (part.content instanceof Content.ToolCall) {
                part.answer = found.answer();
                part.call = number++;
            } else if (isText(part)) {
                part.answer = found.answer();
            }
        }
        return true;
    }

    /** Whether the text of those parts is the answer's, to the letter. */
    boolean saysAll(Answer answer) {
        Printer text = new Printer();
        for (Part part : parts) {
            if (part.answer == answer) {
                text.text(text(part));
            }
        }
        return text.print().equals(answer.text());
    }

    static boolean isText(Part part) {
        return part.content instanceof Content.Text || part.content instanceof Content.Refusal;
    }

    /** What a part says in words; nothing when it is no text. */
    static String text(Part part) {
        return switch (part.content) {
            case Content.Text text -> text.text();
            case Content.Refusal refusal -> refusal.text();
            case Content.Reasoning reasoning -> "";
            case Content.Media media -> "";
            case Content.ToolCall call -> "";
            case Content.Opaque opaque -> "";
        };
    }
}
