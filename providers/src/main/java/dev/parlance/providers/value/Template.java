package dev.parlance.providers.value;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text with places that are filled from elsewhere: {@code ${env:NAME}}, {@code ${file:path}}, {@code ${cmd:op read op://...}}. A dollar
 * without a brace is a dollar, and a doubled one before a brace stands for itself. Immutable. Prints the places by name; whether the rest is secret its user
 * knows.
 *
 * @param parts in their order; no two texts are neighbours
 */
public record Template(List<Part> parts) {
    /** A piece of a template. */
    public sealed interface Part {
        /** Text as it is, which may be a key: it prints masked. */
        record Text(String text) implements Part {
            @Override
            public String toString() {
                return "***";
            }
        }

        /** A place to be filled; its words are what stands after the colon, trimmed. */
        record Place(Kind kind, String words) implements Part {}
    }

    /** What fills a place. */
    public enum Kind {
        /** An environment variable. */
        ENV,
        /** The trimmed content of a file. */
        FILE,
        /** The trimmed output of a command. */
        CMD
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /** Text without places, dollars and braces as they are. */
    public static Template literal(String text) {
        return new Template(List.of(new Part.Text(text)));
    }

    /** A template of one place. */
    public static Template of(Kind kind, String words) {
        return new Template(List.of(new Part.Place(kind, words)));
    }

    /** Reads a text. @throws ParlanceException.Misconfigured when a place has no end or is of no known kind */
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                plain.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw wrong("${ has no closing }", "Close it, or write $${ for the text itself.");
                }
                if (!plain.isEmpty()) {
                    parts.add(new Part.Text(plain.toString()));
                    plain.setLength(0);
                }
                parts.add(place(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                plain.append(text.charAt(at++));
            }
        }
        if (!plain.isEmpty() || parts.isEmpty()) {
            parts.add(new Part.Text(plain.toString()));
        }
        return new Template(parts);
    }

    private static Part.Place place(String inner) {
        int colon = inner.indexOf(':');
        String kind = colon < 0 ? inner : inner.substring(0, colon);
        String words = colon < 0 ? "" : inner.substring(colon + 1).strip();
        for (Kind known : Kind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind.strip())) {
                if (words.isEmpty()) {
                    throw wrong("${" + inner + "} names nothing", "For example ${env:MOONSHOT_API_KEY}.");
                }
                return new Part.Place(known, words);
            }
        }
        throw wrong(
                "${" + inner + "} is of no known kind",
                "There are ${env:NAME}, ${file:path} and ${cmd:command}; write $${ for the text itself.");
    }

    private static ParlanceException wrong(String message, String advice) {
        return new ParlanceException.Misconfigured(Failure.of(message, advice));
    }

    /** Whether there is no place in it. */
    public boolean isLiteral() {
        return parts.stream().allMatch(Part.Text.class::isInstance);
    }

    /** Whether a file or a command has a part in it, so that its text may be another one next time. */
    public boolean canChange() {
        return parts.stream().anyMatch(part -> part instanceof Part.Place place && place.kind() != Kind.ENV);
    }

    /** The places alone, joined, for example {@code ${cmd:op read}}; texts show as {@code ***}. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text text -> shown.append(text);
                case Part.Place(Kind kind, String words) ->
                    shown.append("${")
                            .append(kind.name().toLowerCase(Locale.ROOT))
                            .append(':')
                            .append(words)
                            .append('}');
            }
        }
        return shown.toString();
    }
}
