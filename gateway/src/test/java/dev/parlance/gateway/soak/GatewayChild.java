package dev.parlance.gateway.soak;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The other end of {@link GatewayProcess}. */
final class GatewayChild implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread listener;
    private final int port;

    /**
     * Starts a gateway and waits until it listens.
     *
     * @param memory how many bytes of reasoning it remembers
     * @param options of its virtual machine
     */
    GatewayChild(SoakHost host, long memory, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GatewayProcess.class.getName()));
        command.addAll(List.of(host.url(), Long.toString(memory)));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        listener = Thread.ofPlatform().daemon().start(this::listen);
        port = Integer.parseInt(answer());
    }

    private void listen() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(GatewayProcess.ANSWER)) {
                    answers.add(line.substring(GatewayProcess.ANSWER.length()));
                } else {
                    said.add(line);
                }
            }
        } catch (IOException killed) {
            said.add(killed.toString());
        }
    }

    int port() {
        return port;
    }

    /** Everything it said that was no answer, the log of errors above all. */
    List<String> said() {
        return said;
    }

    /** What it holds after full collections. */
    Figures collected() throws Exception {
        return Figures.read(ask("gc"));
    }

    /** What it holds just now. */
    Figures now() throws Exception {
        return Figures.read(ask("now"));
    }

    private String ask(String question) throws Exception {
        input.write(question + "\n");
        input.flush();
        return answer();
    }

    private String answer() throws InterruptedException {
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("The gateway says nothing any more; before, it said " + said);
        }
        return answer;
    }

    /** Ends it and hears its last words. @return whether it wrote a log of its calls */
    boolean stop() throws Exception {
        boolean logged = ask("stop").equals("logged");
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        listener.join();
        return logged;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
