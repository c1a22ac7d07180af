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
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that this process belongs to, whatever its standard streams are. Answers come line by line with
 * echo, in the mode that it is in.
 */
public final class DeviceTerminal implements Terminal {
    private static final String DEVICE = "/dev/tty";

    /**
     * Takes away what was typed, also a line that is not ended yet: a lone y of earlier and the Enter that should say no would be a yes. Such
     * a line can only be read while the terminal does not collect lines. Deaf to Ctrl-C, so that the modes are put back.
     */
    private static final String FORGET =
            "trap '' INT; m=$(stty -g) && stty -icanon min 0 time 0 && cat > /dev/null; stty \"$m\"";

    private final InputStream in;
    private final OutputStream out;
    private volatile Size size = Size.USUAL;

    private DeviceTerminal(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** It, or null when there is none, as in a service or a build. Stays open until the process ends. */
    @SuppressWarnings("StreamResourceLeak")
    public static @Nullable DeviceTerminal ofThisProcess() {
        try {
            DeviceTerminal terminal = new DeviceTerminal(new FileInputStream(DEVICE), new FileOutputStream(DEVICE));
            terminal.size = measured();
            // Asking is a program of its own, so only when the window says that it has changed.
            var unused = Signals.register("WINCH", () -> terminal.size = measured());
            return terminal;
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public @Nullable String ask(String text) throws IOException, InterruptedException {
        forget();
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

    private void forget() throws IOException {
        // Not interrupted: it must have put the modes back before the program ends.
        var unused = onDevice("sh", "-c", FORGET).onExit().join();
        for (int typed = in.available(); typed > 0; typed = in.available()) {
            in.skipNBytes(typed);
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

    private static Size measured() {
        try {
            String[] told = new String(
                            onDevice("stty", "size").getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            int rows = told.length == 2 ? Integer.parseInt(told[0]) : 0;
            int columns = told.length == 2 ? Integer.parseInt(told[1]) : 0;
            return new Size(columns > 0 ? columns : Size.USUAL.columns(), rows > 0 ? rows : Size.USUAL.rows());
        } catch (IOException | NumberFormatException unknown) {
            return Size.USUAL;
        }
    }

    private static Process onDevice(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(new File(DEVICE))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
