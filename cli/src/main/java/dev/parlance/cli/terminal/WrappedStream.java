package dev.parlance.cli.terminal;

import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Prints text as it comes in lines that fit, all in one style. Not thread-safe. */
public final class WrappedStream {
    private final Consumer<String> out;
    private final IntSupplier width;
    private final char style;
    private final Look look;
    private final StyledText ready = new StyledText();
    private @Nullable LineFiller filler;
    private String lineEnds = "";

    /**
     * @param out takes pieces of text for the terminal
     * @param width the cells of a line
     * @param style one of {@link Style}
     */
    public WrappedStream(Consumer<String> out, IntSupplier width, char style, Look look) {
        this.out = out;
        this.width = width;
        this.style = style;
        this.look = look;
    }

    /** More of the text. Its last word waits for its end. */
    public void accept(String delta) {
        if (delta.isEmpty()) {
            return;
        }
        LineFiller open = filler == null ? new LineFiller(ready, width.getAsInt(), 0, this::line) : filler;
        filler = open;
        String text = lineEnds + SafeText.of(delta);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        // Not at the end of all: the line is ended there anyway.
        lineEnds = text.substring(end);
        open.add(new StyledText().append(text.substring(0, end), style));
        print();
    }

    /** The text is over: prints what is left and ends the line. Nothing happens when there was no text. */
    public void end() {
        LineFiller open = filler;
        if (open != null) {
            open.finish();
            print();
            out.accept("\n");
            filler = null;
            lineEnds = "";
        }
    }

    private int line() {
        ready.append("\n", Style.NONE);
        return 0;
    }

    private void print() {
        if (ready.length() > 0) {
            out.accept(ready.from(0, look));
            ready.clear();
        }
    }
}
