package dev.parlance.gateway.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The sockets that this process has open, where the system is a Linux; elsewhere there are none to be seen. */
final class OpenSockets {
    private static final Path OPEN = Path.of("/proc/self/fd");

    /** The column of {@code /proc/net/tcp} with the state, and the state of a socket that listens. */
    private static final int STATE = 3;

    private static final String LISTENS = "0A";

    /** The column with the number by which the system knows the socket. */
    private static final int INODE = 9;

    private OpenSockets() {}

    /** Of all kinds. */
    static long all() {
        return open().size();
    }

    /** Connections, from the first packet on until the process lets go of them. */
    static long connections() {
        Set<String> connections = new HashSet<>(connections("tcp"));
        connections.addAll(connections("tcp6"));
        return open().stream().filter(connections::contains).count();
    }

    private static List<String> open() {
        List<String> inodes = new ArrayList<>();
        for (String descriptor : Objects.requireNonNullElse(OPEN.toFile().list(), new String[0])) {
            try {
                String target = Files.readSymbolicLink(OPEN.resolve(descriptor)).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            } catch (IOException closed) {
                // The listing itself, or one that was closed meanwhile: it is not open.
            }
        }
        return inodes;
    }

    private static List<String> connections(String protocol) {
        Path table = Path.of("/proc/self/net", protocol);
        if (!Files.isReadable(table)) {
            return List.of();
        }
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> !columns[STATE].equals(LISTENS))
                    .map(columns -> columns[INODE])
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
