package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.proxy.Child;
import java.io.IOException;
import java.nio.file.Path;

/** The constant upstream for other benchmarks: a process of its own that ends with this one. */
public final class ConstantUpstream implements AutoCloseable {
    private final Child.Listening running;

    private ConstantUpstream(Child.Listening running) {
        this.running = running;
    }

    /** Starts it and waits until it listens. */
    public static ConstantUpstream start() throws IOException {
        return new ConstantUpstream(Child.listening(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Upstream.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)));
    }

    /** Where it is, for example {@code http://127.0.0.1:40000}. */
    public String url() {
        return "http://127.0.0.1:" + running.port();
    }

    /** Its port on the loopback address. */
    public int port() {
        return running.port();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return running.child().isAlive();
    }

    @Override
    public void close() {
        running.child().close();
    }
}
