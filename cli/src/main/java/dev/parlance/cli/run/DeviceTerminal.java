package dev.parlance.cli.run;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that this process belongs to, whatever its standard streams are. Stays in the mode it is in, line by line with echo, so that
 * there is nothing to restore.
 */
public final class DeviceTerminal implements Terminal {
    private static final String DEVICE = "/dev/tty";
    private static final int USUAL_COLUMNS = 80;

    private final InputStream in;
    private final OutputStream out;
    private final int columns;

    private DeviceTerminal(InputStream in, OutputStream out, int columns) {
        this.in = in;
        this.out = out;
        this.columns = columns;
    }

    /** It, or null when there is none, as in a service or a build. Stays open until the process ends. */
    @SuppressWarnings("StreamResourceLeak")
    public static @Nullable DeviceTerminal ofThisProcess() {
        try {
            return new DeviceTerminal(new FileInputStream(DEVICE), new FileOutputStream(DEVICE), width());
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public @Nullable String ask(String text) throws IOException, InterruptedException {
        for (int typed = in.available(); typed > 0; typed = in.available()) {
            in.skipNBytes(typed);
        }
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        // A read cannot be interrupted. A run that is given up leaves this thread behind, and ends the process.
        Thread.ofPlatform().daemon().name("parlance-run terminal").start(() -> {
            try {
                answer.complete(Optional.ofNullable(line()));
            } catch (IOException gone) {
                answer.completeExceptionally(gone);
            }
        });
        try {
            return answer.get().orElse(null);
        } catch (ExecutionException gone) {
            throw new IOException("The terminal is gone", gone.getCause());
        }
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            bytes.write(next);
            next = in.read();
        }
        return next < 0 && bytes.size() == 0 ? null : bytes.toString(StandardCharsets.UTF_8);
    }

    private static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File(DEVICE))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (IOException | NumberFormatException unknown) {
            return USUAL_COLUMNS;
        }
    }
}
