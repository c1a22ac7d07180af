package dev.parlance.cli.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line that is meant for the program and not for the model.
 *
 * @param name which one, or null for one that there is not
 * @param written the word as it was typed
 * @param argument what stands behind it, without blanks around
 */
record SlashCommand(@Nullable Name name, String written, String argument) {
    /** The commands. */
    enum Name {
        MODEL("[PROVIDER/MODEL]", "who answers; without a name, who does now"),
        THINK("[WORD]", "off, on, low, medium, high, budget:4000 or default"),
        FOLD("", "shows thinking, or folds it into one line"),
        SYSTEM("[TEXT]", "instructions above all; none takes them away"),
        IMAGE("FILE", "a picture to go with the next question"),
        EXPLAIN("[QUESTION]", "the last request as it was sent, or that QUESTION's"),
        USAGE("", "the tokens of the last turn and of all"),
        CLEAR("", "forgets the conversation"),
        SAVE("FILE", "writes the conversation as Markdown"),
        HELP("", "this list"),
        QUIT("", "leaves, as Ctrl-D does");

        private final String argument;
        private final String help;

        Name(String argument, String help) {
            this.argument = argument;
            this.help = help;
        }

        /** As it is typed. */
        String word() {
            return "/" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** A word alone: {@code /etc/hosts is a file} is a question. */
    private static final Pattern FORM = Pattern.compile("(/[A-Za-z-]+)(?:\\s+(.*))?", Pattern.DOTALL);

    /** The command that this is; null when it is a question. */
    static @Nullable SlashCommand of(String typed) {
        Matcher matcher = FORM.matcher(typed.strip());
        if (!matcher.matches()) {
            return null;
        }
        String word = matcher.group(1);
        String argument = matcher.group(2) == null ? "" : matcher.group(2).strip();
        Name name = Arrays.stream(Name.values())
                .filter(known -> known.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
        return new SlashCommand(name, word, argument);
    }

    /** All words as they are typed. */
    static List<String> words() {
        return Arrays.stream(Name.values()).map(Name::word).toList();
    }

    /** A line for each. */
    static String help() {
        StringBuilder help = new StringBuilder();
        for (Name name : Name.values()) {
            String form = (name.word() + " " + name.argument).stripTrailing();
            help.append(form)
                    .repeat(" ", Math.max(2, 26 - form.length()))
                    .append(name.help)
                    .append('\n');
        }
        return help + "Alt-Enter or a backslash at the end begins another line. Ctrl-C stops an answer.";
    }
}
