package dev.parlance.gateway.memory;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.gateway.memory.Entry.Answer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the thoughts of answers where they stood: before what they led to. What is bound to the part or item that follows stands directly
 * before it or nowhere; anything else stands before the first of what came after it, for clients move texts in front of calls. One for a
 * conversation, not thread-safe.
 */
final class Placement {
    /** How many thoughts of an answer are dealt with; of an answer that the client spread over several turns the rest comes later. */
    private final IdentityHashMap<Answer, Integer> done = new IdentityHashMap<>();

    /** The turns of a run with their thoughts. */
    List<Message.Assistant> placed(Run run, List<Answer> lacking, Issuer issuer) {
        return new Filling(run, lacking, issuer).turns();
    }

    private final class Filling {
        private final Run run;
        private final Issuer issuer;
        private final IdentityHashMap<Answer, Long> letters = new IdentityHashMap<>();
        private final IdentityHashMap<Answer, Boolean> exact = new IdentityHashMap<>();
        private final IdentityHashMap<Message.Assistant, List<Content>> contents = new IdentityHashMap<>();
        private boolean any;
        private boolean sealed;

        Filling(Run run, List<Answer> lacking, Issuer issuer) {
            this.run = run;
            this.issuer = issuer;
            for (Answer answer : lacking) {
                letters.put(answer, 0L);
                exact.put(answer, run.saysAll(answer));
            }
        }

        List<Message.Assistant> turns() {
            for (Message.Assistant message : run.messages) {
                contents.put(message, new ArrayList<>());
            }
            for (int index = 0; index < run.parts.size(); index++) {
                Run.Part part = run.parts.get(index);
                List<Content> content = content(part.message);
                Answer answer = part.answer;
                if (answer == null || !letters.containsKey(answer)) {
                    content.add(part.content);
                } else if (part.content instanceof Content.ToolCall call) {
                    beforeCall(answer, part.call, call, content);
                    content.add(call);
                } else {
                    withText(answer, callsBefore(index), part, content);
                }
                if (answer != null && letters.containsKey(answer) && isLast(index)) {
                    atTheEnd(answer, content);
                }
            }
            if (!any) {
                return run.messages;
            }
            return run.messages.stream().map(this::turn).toList();
        }

        private Message.Assistant turn(Message.Assistant message) {
            List<Content> content = content(message).stream()
                    .filter(part -> !(part instanceof Content.Reasoning reasoning && isReplaced(reasoning)))
                    .toList();
            return content.equals(message.content()) ? message : message.withContent(content);
        }

        /** The mere text of what came back is now there as it was issued. */
        private boolean isReplaced(Content.Reasoning reasoning) {
            String origin = reasoning.origin();
            return sealed && !Seals.sealed(reasoning) && (origin == null || origin.equalsIgnoreCase(issuer.origin()));
        }

        private void beforeCall(Answer answer, int number, Content.ToolCall call, List<Content> content) {
            for (Thought next = next(answer); next != null && next.calls() <= number; next = next(answer)) {
                Content.Reasoning reasoning = next.reasoning();
                boolean stands = !Seals.bound(reasoning)
                        || next.led() == Thought.Led.CALL
                                && next.calls() == number
                                && (!Seals.signsPart(reasoning)
                                        || Entry.Call.of(call.name(), call.arguments())
                                                .equals(answer.calls().get(number)));
                take(answer, reasoning, stands, content);
            }
        }

        /** A text of which the client made one is cut where a thought stood in it. */
        private void withText(Answer answer, int calls, Run.Part part, List<Content> content) {
            boolean same = Objects.requireNonNullElse(exact.get(answer), false);
            long begin = Objects.requireNonNullElse(letters.get(answer), 0L);
            long end = begin + Printer.lettersOf(Run.text(part));
            Content rest = part.content;
            for (Thought next = next(answer); next != null && next.calls() <= calls; next = next(answer)) {
                Content.Reasoning reasoning = next.reasoning();
                boolean leads = next.led() == Thought.Led.TEXT;
                if (Seals.bound(reasoning) && next.led() == Thought.Led.CALL
                        || same && next.letters() > begin && next.letters() >= end) {
                    break;
                }
                if (same && next.letters() > begin && rest instanceof Content.Text(String text, var extra)) {
                    int cut = Texts.after(text, next.letters() - begin);
                    content.add(new Content.Text(text.substring(0, cut)));
                    rest = new Content.Text(text.substring(cut), extra);
                    begin = next.letters();
                }
                boolean stands = !Seals.bound(reasoning) || leads && same && next.letters() == begin;
                take(answer, reasoning, stands, content);
            }
            content.add(rest);
            letters.put(answer, end);
        }

        private void atTheEnd(Answer answer, List<Content> content) {
            Thought next = next(answer);
            while (next != null
                    && next.led() == Thought.Led.NOTHING
                    && next.calls() == answer.calls().size()) {
                boolean all = Objects.requireNonNullElse(exact.get(answer), false);
                take(answer, next.reasoning(), all || !Seals.bound(next.reasoning()), content);
                next = next(answer);
            }
        }

        private void take(Answer answer, Content.Reasoning reasoning, boolean stands, List<Content> content) {
            done.merge(answer, 1, Integer::sum);
            if (stands) {
                any = true;
                sealed |= answer.sealed();
                content.add(reasoning);
            }
        }

        private List<Content> content(Message.Assistant message) {
            return Objects.requireNonNull(contents.get(message));
        }

        /** How many calls of its answer stood before that text: all before the next call of it that came back. */
        private int callsBefore(int index) {
            Answer answer = run.parts.get(index).answer;
            for (Run.Part later : run.parts.subList(index + 1, run.parts.size())) {
                if (later.answer == answer && later.content instanceof Content.ToolCall) {
                    return later.call;
                }
            }
            return answer == null ? 0 : answer.calls().size();
        }

        private boolean isLast(int index) {
            Answer answer = run.parts.get(index).answer;
            return run.parts.subList(index + 1, run.parts.size()).stream().noneMatch(later -> later.answer == answer);
        }
    }

    private @Nullable Thought next(Answer answer) {
        int index = done.getOrDefault(answer, 0);
        return index < answer.thoughts().size() ? answer.thoughts().get(index) : null;
    }
}
