package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.proxy.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is alive on the heap of a Java process. */
final class JavaHeap {
    /** Of G1 and Serial; the line of Metaspace comes last. */
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private JavaHeap() {}

    /** Collects all that can be, and says what is left, in units of 1024 bytes. */
    static long alive(Child child) throws IOException, InterruptedException {
        jcmd(child, "GC.run");
        String info = jcmd(child, "GC.heap_info");
        int metaspace = info.indexOf("Metaspace");
        Matcher used = USED.matcher(metaspace < 0 ? info : info.substring(0, metaspace));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        if (sum == 0) {
            throw new IOException("jcmd says nothing about the heap: " + info);
        }
        return sum;
    }

    private static String jcmd(Child child, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        child.family().getFirst().toString(),
                        command)
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("jcmd failed: " + said);
            }
            return said;
        }
    }
}
