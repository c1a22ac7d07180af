package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which reasoning of the history goes back to the host. Reasoning of another host never enters a native member: a host that signs
 * or checks its own would refuse it, and text must never turn into a native block. What the host itself issued follows its replay rule, and
 * where a thinking host refuses a tool turn without reasoning, the profile's stand-in goes there.
 *
 * <p>Source of the stand-in rule: Moonshot answers 400 {@code thinking is enabled but reasoning_content is missing in assistant tool call
 * message at index N}; reported in continuedev/continue issues 11600, 11527 and 11711, listed in the Kimi Code error reference.
 */
public final class ReasoningReplay {
    private final Conversation conversation;
    private final ReasoningFacts facts;
    private final Set<String> foreignHosts = new TreeSet<>();
    private final int lastUser;
    private final boolean callsAnyTool;
    private int foreignDropped;
    private int foreignAsText;
    private int ownDropped;
    private int standIns;

    private ReasoningReplay(Conversation conversation) {
        this.conversation = conversation;
        this.facts = conversation.profile().reasoning();
        this.lastUser = lastUser(conversation.request().messages());
        this.callsAnyTool = conversation.request().messages().stream()
                .anyMatch(message -> message instanceof Message.Assistant assistant && assistant.callsTools());
    }

    private static boolean anyTurns(List<Message> messages) {
        for (Message message : messages) {
            if (message instanceof Message.Assistant) {
                return true;
            }
        }
        return false;
    }

    /** The conversation with the reasoning that the host is to get. Applying it twice changes nothing more. */
    public static Conversation apply(Conversation conversation) {
        return anyTurns(conversation.request().messages())
                ? new ReasoningReplay(conversation).replayed()
                : conversation;
    }

    private Conversation replayed() {
        List<Message> messages = conversation.request().messages();
        List<Message> changed = new ArrayList<>(messages.size());
        for (int index = 0; index < messages.size(); index++) {
            changed.add(
                    switch (messages.get(index)) {
                        case Message.Assistant assistant -> withStandIn(kept(assistant, index));
                        case Message.System system -> system;
                        case Message.User user -> user;
                        case Message.ToolResult result -> result;
                    });
        }
        if (foreignDropped + foreignAsText + ownDropped + standIns == 0) {
            return conversation;
        }
        report();
        return conversation.with(
                conversation.request().toBuilder().messages(changed).build());
    }

    private Message.Assistant kept(Message.Assistant message, int index) {
        if (!message.reasons()) {
            return message;
        }
        List<Content> content = new ArrayList<>(message.content().size());
        StringBuilder thoughts = new StringBuilder();
        int thoughtsPlace = 0;
        for (Content part : message.content()) {
            if (part instanceof Content.Reasoning reasoning) {
                if (!isForeign(reasoning)) {
                    keepOwn(reasoning, index, content);
                } else if (becomesText(reasoning)) {
                    thoughtsPlace = thoughts.isEmpty() ? content.size() : thoughtsPlace;
                    thoughts.append("<thinking>").append(reasoning.text()).append("</thinking>");
                }
            } else if (part instanceof Content.Text(String text, Members extra) && !thoughts.isEmpty()) {
                content.add(new Content.Text(thoughts + text, extra));
                thoughts.setLength(0);
            } else {
                content.add(part);
            }
        }
        if (!thoughts.isEmpty()) {
            content.add(thoughtsPlace, new Content.Text(thoughts.toString()));
        }
        if (content.size() == message.content().size() && content.equals(message.content())) {
            return message;
        }
        return new Message.Assistant(content, formFor(message, content), message.extra());
    }

    /** A turn that had no text and got some cannot keep the form that says that it has none. */
    private static Message.ContentForm formFor(Message.Assistant message, List<Content> content) {
        boolean textless = message.form() == Message.ContentForm.NULL || message.form() == Message.ContentForm.ABSENT;
        boolean text = content.stream().anyMatch(Content.Text.class::isInstance);
        return textless && text ? Message.ContentForm.FREE : message.form();
    }

    private boolean isForeign(Content.Reasoning reasoning) {
        String origin = reasoning.origin();
        if (origin != null) {
            String host = conversation.profile().host();
            // Whoever signs names the model too; no other one can read what it signed.
            return !origin.equals(host)
                    && !origin.equalsIgnoreCase(
                            host + "/" + conversation.profile().model());
        }
        if (reasoning.payload().isEmpty()) {
            // Unsigned text can still become text where the caller wants that.
            boolean unsigned = facts.replay() == ReasoningFacts.Replay.SIGNED
                    || facts.replay() == ReasoningFacts.Replay.ENCRYPTED_ITEM;
            return unsigned && conversation.log().policy().foreignReasoningAsText();
        }
        // Whoever issued a payload spoke the dialect in which the caller hands it back.
        String dialect = conversation.request().dialect();
        return dialect != null && !dialect.equals(conversation.profile().dialect());
    }

    /** Counts a foreign part and says whether it is to be written as text; an unreadable one has no text to write. */
    private boolean becomesText(Content.Reasoning reasoning) {
        String origin = reasoning.origin();
        foreignHosts.add(origin == null ? "another host" : origin);
        if (conversation.log().policy().foreignReasoningAsText()
                && !reasoning.text().isEmpty()) {
            foreignAsText++;
            return true;
        }
        foreignDropped++;
        return false;
    }

    private void keepOwn(Content.Reasoning reasoning, int index, List<Content> content) {
        boolean replayed = switch (facts.replay()) {
            case NEVER -> false;
            case TOOL_LOOP -> index > lastUser;
            case OWN -> true;
            case SIGNED -> !reasoning.payload().isEmpty();
            // An item with its thoughts in the open is one of a host that encrypts nothing.
            case ENCRYPTED_ITEM ->
                reasoning.payload().get("encrypted_content") != null
                        || !reasoning.payload().isEmpty() && !thinksOpenly(reasoning);
        };
        if (replayed) {
            content.add(reasoning);
        } else {
            ownDropped++;
        }
    }

    private static boolean thinksOpenly(Content.Reasoning reasoning) {
        RawJson content = reasoning.payload().get("content");
        return content != null
                && content.valueOrNull() instanceof JsonValue.JsonArray(List<JsonValue> parts)
                && !parts.isEmpty();
    }

    private Message.Assistant withStandIn(Message.Assistant message) {
        String standIn = facts.whenMissing();
        boolean thinking = conversation.settlement().reasoningOn();
        if (standIn == null || !thinking || facts.replay() == ReasoningFacts.Replay.NEVER || message.reasons()) {
            return message;
        }
        // With earlier reasoning kept in view, the host wants the member on plain answers too.
        boolean kept = conversation.settlement().keepThinking() && saysSomething(message);
        boolean wanted = switch (facts.missingIn()) {
            case TOOL_TURNS -> message.callsTools();
            case EVERY_TURN_ONCE_TOOLS -> callsAnyTool;
        };
        if (!wanted && !kept) {
            return message;
        }
        standIns++;
        List<Content> content = new ArrayList<>(message.content().size() + 1);
        content.add(new Content.Reasoning(standIn));
        content.addAll(message.content());
        return message.withContent(content);
    }

    private static boolean saysSomething(Message.Assistant message) {
        return message.content().stream()
                .anyMatch(part -> !(part instanceof Content.Text(String text, Members extra)) || !text.isEmpty());
    }

    private void report() {
        if (foreignDropped > 0) {
            add(
                    Adjustment.Kind.DROPPED,
                    JsonValue.of(parts(foreignDropped)),
                    null,
                    "reasoning/replay",
                    parts(foreignDropped) + " issued by " + String.join(", ", foreignHosts) + " left out: "
                            + conversation.profile().host() + " takes only its own.");
        }
        if (foreignAsText > 0) {
            add(
                    Adjustment.Kind.MAPPED,
                    JsonValue.of(parts(foreignAsText)),
                    JsonValue.of("text"),
                    "reasoning/replay",
                    parts(foreignAsText) + " issued by " + String.join(", ", foreignHosts)
                            + " written as <thinking> text: "
                            + conversation.profile().host() + " takes only its own.");
        }
        if (ownDropped > 0) {
            add(
                    Adjustment.Kind.DROPPED,
                    JsonValue.of(parts(ownDropped)),
                    null,
                    "reasoning/replay",
                    parts(ownDropped)
                            + switch (facts.replay()) {
                                case NEVER, OWN -> " left out: the host takes none back.";
                                case TOOL_LOOP ->
                                    " left out: the host wants only that of the turns after the last user message.";
                                case SIGNED -> " left out: the host takes back only what carries its signature.";
                                case ENCRYPTED_ITEM ->
                                    " left out: the host takes back only what carries its encrypted item or id.";
                            });
        }
        if (standIns > 0) {
            add(
                    Adjustment.Kind.ADDED,
                    null,
                    JsonValue.of(String.valueOf(facts.whenMissing())),
                    "reasoning/when-missing",
                    standIns + (standIns == 1 ? " assistant turn has" : " assistant turns have")
                            + " no reasoning, and the host refuses that while the model thinks.");
        }
    }

    private void add(
            Adjustment.Kind kind, @Nullable JsonValue asked, @Nullable JsonValue sent, String setting, String reason) {
        conversation
                .log()
                .add(Adjustment.of(
                                "reasoning",
                                kind,
                                asked,
                                sent,
                                conversation.profile().source(setting))
                        .because(reason));
    }

    private static String parts(int count) {
        return count == 1 ? "1 part" : count + " parts";
    }

    private static int lastUser(List<Message> messages) {
        for (int index = messages.size() - 1; index >= 0; index--) {
            if (messages.get(index) instanceof Message.User) {
                return index;
            }
        }
        return -1;
    }
}
