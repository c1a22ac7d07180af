package dev.parlance.cli.run;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether something may be done: because it was allowed from the start, or because the person at the terminal says so. Calls that run side by
 * side wait for each other. Thread-safe.
 */
public final class Consent {
    private static final int MOST_ASKED = 3;

    private final Allowed allowed;
    private final @Nullable Terminal terminal;
    private final Progress progress;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<String> always = new HashSet<>();
    private final Set<Permission> denied = EnumSet.noneOf(Permission.class);

    private enum Answer {
        ONCE,
        ALWAYS,
        NO
    }

    /**
     * @param terminal where to ask, or null to deny
     * @param progress makes room for the question
     */
    public Consent(Allowed allowed, @Nullable Terminal terminal, Progress progress) {
        this.allowed = allowed;
        this.terminal = terminal;
        this.progress = progress;
    }

    /** Whether addresses of this machine and of private networks may be called. */
    boolean local() {
        return allowed.local();
    }

    /** Null when the tool may do it; else what to tell the model. */
    @Nullable
    String refusal(String tool, Deed deed) throws IOException, InterruptedException {
        Permission permission = deed.permission();
        if (permission == null || allowed.permissions().contains(permission)) {
            return null;
        }
        turn.lockInterruptibly();
        try {
            if (always.contains(tool)) {
                return null;
            }
            return terminal == null ? unasked(tool, permission) : asked(terminal, tool, deed);
        } finally {
            turn.unlock();
        }
    }

    private String unasked(String tool, Permission permission) {
        if (denied.add(permission)) {
            progress.remark("denied: " + tool + ", for there is no terminal to ask at; --allow " + permission.word()
                    + " would allow it");
        }
        return "Denied: this needs the user's permission, and nobody can be asked in this run. Do not try it again;"
                + " go on without it, or say what you would have done.";
    }

    private @Nullable String asked(Terminal at, String tool, Deed deed) throws IOException, InterruptedException {
        progress.pause();
        try {
            return switch (answer(at, tool, deed)) {
                case ONCE -> null;
                case ALWAYS -> {
                    always.add(tool);
                    yield null;
                }
                case NO ->
                    "Denied: the user was asked and refused. Do not try it again in another way; go on without it, or"
                            + " ask what to do instead.";
            };
        } finally {
            progress.resume();
        }
    }

    private static Answer answer(Terminal at, String tool, Deed deed) throws IOException, InterruptedException {
        Question question = new Question(tool, deed, at.size());
        String text = question.text();
        String choices = question.choices();
        for (int times = 0; times < MOST_ASKED; ) {
            String line = at.ask(text + choices);
            String said = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
            Answer answer = understood(said);
            if (answer != null) {
                return answer;
            }
            if (question.isCut() && (said.equals("s") || said.equals("show"))) {
                text = new Question(tool, deed, at.size()).wholeText();
            } else {
                times++;
                text = String.join(
                                "\n",
                                Visible.sentence(
                                        "Please answer with one of the letters.",
                                        at.size().columns()))
                        + "\n";
            }
        }
        return Answer.NO;
    }

    /** Null for what is no answer. Nothing at all means no: what is not said is not allowed. */
    private static @Nullable Answer understood(String line) {
        return switch (line) {
            case "y", "yes" -> Answer.ONCE;
            case "a", "always" -> Answer.ALWAYS;
            case "", "n", "no" -> Answer.NO;
            default -> null;
        };
    }
}
