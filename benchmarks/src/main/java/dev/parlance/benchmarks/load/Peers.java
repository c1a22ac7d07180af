package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.proxy.Nginx;
import dev.parlance.benchmarks.proxy.Parlance;
import dev.parlance.benchmarks.proxy.Program;
import dev.parlance.benchmarks.proxy.Proxy;
import dev.parlance.benchmarks.proxy.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proxies of one run, all running. The floor and the gateway are there or the run fails; others that are not installed or do not start are
 * left out, with a remark.
 */
final class Peers implements AutoCloseable {
    private final List<Proxy> running = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** Starts them, the floor first. */
    static Peers start(Setting setting, List<String> names) throws IOException {
        Peers peers = new Peers();
        try {
            for (Program program : Program.all()) {
                if (obligatory(program) || names.contains(program.name())) {
                    peers.add(program, setting);
                }
            }
        } catch (IOException failed) {
            peers.close();
            throw failed;
        }
        return peers;
    }

    private static boolean obligatory(Program program) {
        return program instanceof Nginx || program instanceof Parlance;
    }

    /** Whether a run means nothing without it. */
    static boolean obligatory(Proxy proxy) {
        return Program.all().stream().anyMatch(program -> program.name().equals(proxy.name()) && obligatory(program));
    }

    private void add(Program program, Setting setting) throws IOException {
        Optional<String> missing = program.missing(setting);
        if (missing.isPresent()) {
            String remark = program.name() + " is not installed: " + missing.orElseThrow();
            if (obligatory(program)) {
                throw new IOException(remark);
            }
            leaveOut(remark);
            return;
        }
        try {
            running.add(program.start(setting));
        } catch (IOException failed) {
            if (obligatory(program)) {
                throw failed;
            }
            leaveOut(program.name() + " did not start: " + failed.getMessage());
        }
    }

    /** Says that something is not measured, now and in the results. */
    void leaveOut(String remark) {
        remark("left out: " + remark);
    }

    /** Says something about a peer, now and in the results. */
    void remark(String remark) {
        System.err.println(remark);
        remarks.add(remark.lines().findFirst().orElse(""));
    }

    /** Those that run, the floor first. */
    List<Proxy> all() {
        return List.copyOf(running);
    }

    /** Names and versions, and the remarks. */
    String description() {
        List<String> versions = running.stream()
                .map(proxy -> proxy.name() + " " + proxy.version())
                .toList();
        return String.join(", ", versions) + "." + (remarks.isEmpty() ? "" : " " + String.join("; ", remarks) + ".");
    }

    @Override
    public void close() {
        running.reversed().forEach(Proxy::close);
    }
}
