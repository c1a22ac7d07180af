package dev.parlance.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The entry of the command line. */
public final class Main {
    private Main() {}

    /** Runs one command and ends with its exit code: 0 done, 1 refused, 2 wrong usage, input or settings, 70 a defect of ours. */
    public static void main(String[] arguments) {
        Console console = new Console(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), System.getenv());
        int code = Program.run(console, arguments);
        console.flush();
        System.exit(code);
    }

    /** JSON is UTF-8 whatever the terminal's own encoding is. A reader that hangs up is no error: print streams keep quiet about it. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }
}
