package dev.parlance.cli.terminal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * Prints Markdown as it comes, a word at a time where it can. Nothing that was printed is ever printed over, so it works on every terminal,
 * however it scrolls. Not thread-safe.
 */
public final class MarkdownStream {
    /** From here on code that was shown is forgotten: else a long program would be parsed again with each of its lines. */
    private static final int LONG = 4_000;

    /** What stands between blocks. */
    private static final String BETWEEN = "\n\n";

    private final Consumer<String> out;
    private final IntSupplier width;
    private final Look look;
    private final StringBuilder tail = new StringBuilder();
    private String shown = "";
    private boolean diverged;
    private boolean begun;
    private boolean owesBlank;
    private int settled;
    private int wholeLines;

    /**
     * @param out takes pieces of text for the terminal
     * @param width the cells of a line
     */
    public MarkdownStream(Consumer<String> out, IntSupplier width, Look look) {
        this.out = out;
        this.width = width;
        this.look = look;
    }

    /** More of the text, which may end anywhere. */
    public void accept(String delta) {
        tail.append(SafeText.of(delta));
        boolean lines = closeBlocks();
        if (!lines && !SettledPrefix.isProse(tail.substring(wholeLines))) {
            return;
        }
        int now = SettledPrefix.of(tail.toString());
        if (now > settled) {
            settled = now;
            StyledText page = page(tail.substring(0, now));
            show(page);
            forgetCode(page);
        }
    }

    /** The text is over: prints what is left and ends the line. The next text is a new one. */
    public void end() {
        finish(tail.toString());
        if (begun) {
            out.accept("\n");
        }
        tail.setLength(0);
        wholeLines = 0;
        begun = false;
        owesBlank = false;
    }

    /** Blocks that another one stands behind cannot change any more. False when there is no new line. */
    private boolean closeBlocks() {
        int whole = tail.lastIndexOf("\n") + 1;
        if (whole == wholeLines) {
            return false;
        }
        wholeLines = whole;
        Node last = MarkdownPage.parse(tail.substring(0, whole)).getLastChild();
        List<SourceSpan> spans = last == null ? List.of() : last.getSourceSpans();
        if (last != null && last.getPrevious() != null && !spans.isEmpty()) {
            int start = tail.lastIndexOf("\n", spans.getFirst().getInputIndex() - 1) + 1;
            close(start);
            tail.delete(0, start);
            wholeLines -= start;
        }
        return true;
    }

    private void close(int end) {
        String above = page(tail.substring(0, end)).text().toString();
        if (!diverged && shown.length() > above.length() && shown.startsWith(above)) {
            // The block behind them is shown in part.
            shown = shown.substring(above.length() + BETWEEN.length());
            settled -= end;
        } else {
            finish(tail.substring(0, end));
        }
    }

    private void finish(String blocks) {
        StyledText page = page(blocks);
        show(page);
        if (diverged) {
            // Something that came late gave the beginning another meaning, for example a line under a heading.
            emit(page.from(behindShown(page.text()), look));
        }
        owesBlank = begun;
        shown = "";
        diverged = false;
        settled = 0;
    }

    private void show(StyledText page) {
        String text = page.text().toString();
        diverged |= !text.startsWith(shown);
        if (!diverged && text.length() > shown.length()) {
            emit(page.from(shown.length(), look));
            shown = text;
        }
    }

    /** The place behind as many letters as were shown; marks may have come or gone. */
    private int behindShown(StringBuilder text) {
        long letters = shown.chars().filter(Character::isLetterOrDigit).count();
        int at = 0;
        while (at < text.length() && letters > 0) {
            letters -= Character.isLetterOrDigit(text.charAt(at)) ? 1 : 0;
            at++;
        }
        return at;
    }

    private void emit(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (owesBlank && shown.isEmpty()) {
            out.accept(BETWEEN);
        }
        begun = true;
        out.accept(text);
    }

    private void forgetCode(StyledText page) {
        if (tail.length() < LONG || settled != wholeLines || diverged) {
            return;
        }
        Node document = MarkdownPage.parse(tail.substring(0, settled));
        boolean code = document.getFirstChild() instanceof FencedCodeBlock open
                && open == document.getLastChild()
                && open.getClosingFenceLength() == null;
        if (code && shown.length() == page.length()) {
            int fence = tail.indexOf("\n") + 1;
            int lastLine = tail.lastIndexOf("\n", settled - 2) + 1;
            tail.delete(fence, lastLine);
            settled -= lastLine - fence;
            wholeLines = settled;
            shown = page(tail.substring(0, settled)).text().toString();
        }
    }

    private StyledText page(String markdown) {
        return MarkdownPage.of(markdown, width.getAsInt(), look);
    }
}
