package dev.parlance.benchmarks.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where proxies run.
 *
 * @param folder for their configurations; a program makes one of its own in it at every start
 * @param upstream the port of the upstream on the loopback address
 * @param connections how many connections of both sides together each must carry at least
 * @param checkout the root of the sources
 * @param program the command that starts the gateway when {@code serve} and its options follow
 */
public record Setting(Path folder, int upstream, int connections, Path checkout, String program) {
    /** For calls a few at a time, with {@code ./parlance} of the checkout. */
    public static Setting of(Path folder, int upstream, Path checkout) {
        return new Setting(
                folder, upstream, 1024, checkout, checkout.resolve("parlance").toString());
    }

    /** A new folder for one process. */
    Path newFolder(String name) throws IOException {
        return Files.createTempDirectory(folder, name);
    }

    /** Where {@code benchmarks/run --install} puts peers from npm. */
    Path peers() {
        return checkout.resolve("benchmarks/target/peers");
    }
}
