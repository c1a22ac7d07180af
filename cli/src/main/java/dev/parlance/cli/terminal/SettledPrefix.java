package dev.parlance.cli.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/**
 * How much of Markdown that is still coming can be shown: what will be laid out the same whatever comes. Words count when they are whole,
 * emphasis, code and links when they are closed, other lines when they are ended, tables when they are over.
 */
final class SettledPrefix {
    private static final Pattern MARKS = Pattern.compile("(?:[ >]|[-*+] +|\\d{1,9}[.)] +)*");

    /** A line that can be nothing but a paragraph's. */
    private static final Pattern PROSE =
            Pattern.compile("(?:\\*{1,3}|_{1,3}|`)?[\\p{L}\\p{N}\\p{So}\\p{Ps}\\p{Pi}\"'¿¡@$&/\\\\!][^|]*");

    private SettledPrefix() {}

    /** Up to where {@code markdown} is settled, which begins with a block. */
    static int of(String markdown) {
        int line = markdown.lastIndexOf('\n') + 1;
        String partial = markdown.substring(line);
        if (isProse(partial)) {
            Node leaf = leaf(MarkdownPage.parse(markdown));
            if (leaf instanceof Paragraph paragraph) {
                return paragraph(markdown, start(paragraph), markdown.length());
            }
        }
        String whole = markdown.substring(0, line);
        Node leaf = leaf(MarkdownPage.parse(whole));
        int above = whole.lastIndexOf('\n', line - 2) + 1;
        String last = whole.substring(above);
        return switch (leaf) {
            case TableBlock table -> start(table);
            case Paragraph paragraph
            when !last.isBlank() ->
                // The row under this line may make it the head of a table.
                paragraph(whole, start(paragraph), last.indexOf('|') >= 0 ? above : line);
            case null, default -> line;
        };
    }

    /** Whether a line that is not ended can be shown in part. */
    static boolean isProse(String partial) {
        Matcher marks = MARKS.matcher(partial);
        int from = marks.lookingAt() ? marks.end() : 0;
        String words = partial.substring(from);
        return PROSE.matcher(words).matches() && Breaks.last(words, 0, words.length()) > 0;
    }

    private static int start(Node block) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.isEmpty() ? 0 : spans.getFirst().getInputIndex();
    }

    private static Node leaf(Node document) {
        Node leaf = document;
        while (leaf.getLastChild() instanceof Block below && !(leaf instanceof TableBlock)) {
            leaf = below;
        }
        return leaf;
    }

    private static int paragraph(String text, int start, int end) {
        int cut = Breaks.last(text, Math.min(start, end), end);
        int open = firstOpen(text, start, cut);
        if (open >= 0) {
            cut = Breaks.last(text, start, open);
        }
        // Not even a mark before the first word.
        return cut <= start ? text.lastIndexOf('\n', start - 1) + 1 : cut;
    }

    private record Opening(char mark, int at, int length) {}

    /** Where the first emphasis, code or link begins that has not ended; -1 when there is none. */
    static int firstOpen(String text, int start, int end) {
        Deque<Opening> open = new ArrayDeque<>();
        for (int at = start; at < end; ) {
            char one = text.charAt(at);
            switch (one) {
                case '\\' -> at += 2;
                case '`' -> {
                    int after = run(text, at, end);
                    int close = closing(text, after, end, after - at);
                    if (close < 0) {
                        return first(open, at);
                    }
                    at = close;
                }
                case '[' -> {
                    int close = bracket(text, at, end);
                    if (close < 0) {
                        return first(open, at);
                    }
                    at = close;
                }
                case '<' -> {
                    int close = at + 1;
                    while (close < end && ">\n ".indexOf(text.charAt(close)) < 0) {
                        close++;
                    }
                    if (close >= end) {
                        return first(open, at);
                    }
                    at = close;
                }
                case '*', '_' -> {
                    int after = run(text, at, end);
                    emphasis(open, text, start, at, after);
                    at = after;
                }
                default -> at++;
            }
        }
        return open.isEmpty() ? -1 : open.peekLast().at();
    }

    private static int first(Deque<Opening> open, int here) {
        return open.isEmpty() ? here : open.peekLast().at();
    }

    private static int run(String text, int at, int end) {
        int after = at;
        while (after < end && text.charAt(after) == text.charAt(at)) {
            after++;
        }
        return after;
    }

    /** Behind the run of backticks that ends code; -1 when it has not come. */
    private static int closing(String text, int from, int end, int length) {
        for (int at = text.indexOf('`', from); at >= 0 && at < end; ) {
            int after = run(text, at, end);
            if (after - at == length) {
                return after;
            }
            at = text.indexOf('`', after);
        }
        return -1;
    }

    /** Behind the link, or behind the brackets when nothing of a link follows; -1 when that is not known yet. */
    private static int bracket(String text, int from, int end) {
        int close = pair(text, from, end, '[', ']');
        if (close < 0 || close >= end) {
            return -1;
        }
        return switch (text.charAt(close)) {
            case '(' -> pair(text, close, end, '(', ')');
            case '[' -> pair(text, close, end, '[', ']');
            case ':' -> -1;
            default -> close;
        };
    }

    private static int pair(String text, int from, int end, char open, char close) {
        int depth = 0;
        for (int at = from; at < end; at++) {
            char one = text.charAt(at);
            if (one == '\\') {
                at++;
            } else if (one == open) {
                depth++;
            } else if (one == close && --depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private static void emphasis(Deque<Opening> open, String text, int start, int at, int after) {
        char mark = text.charAt(at);
        char before = at > start ? text.charAt(at - 1) : ' ';
        char next = after < text.length() ? text.charAt(after) : ' ';
        boolean closes = !Character.isWhitespace(before) && (mark == '*' || !Character.isLetterOrDigit(next));
        boolean opens = !Character.isWhitespace(next) && (mark == '*' || !Character.isLetterOrDigit(before));
        int left = after - at;
        while (closes && left > 0 && open.stream().anyMatch(opening -> opening.mark() == mark)) {
            Opening opening = open.pop();
            while (opening.mark() != mark) {
                opening = open.pop();
            }
            int taken = Math.min(left, opening.length());
            left -= taken;
            if (opening.length() > taken) {
                open.push(new Opening(mark, opening.at(), opening.length() - taken));
            }
        }
        if (left > 0 && opens) {
            open.push(new Opening(mark, at, left));
        }
    }
}
