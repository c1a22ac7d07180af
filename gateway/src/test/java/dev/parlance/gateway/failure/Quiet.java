package dev.parlance.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to the log: whatever clients send, nothing of it is worth a stack trace or a warning. */
final class Quiet extends Handler implements AutoCloseable {
    private final List<LogRecord> loud = new CopyOnWriteArrayList<>();

    Quiet() {
        Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.WARNING.intValue() || line.getThrown() != null) {
            loud.add(line);
        }
    }

    void forgets(String logger) {
        loud.removeIf(line -> logger.equals(line.getLoggerName()));
    }

    void wasKept() {
        List<String> lines = loud.stream()
                .map(line -> line.getLoggerName() + ": " + line.getMessage())
                .toList();
        loud.clear();
        assertThat(lines).isEmpty();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
