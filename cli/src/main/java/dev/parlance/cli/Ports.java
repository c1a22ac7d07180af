package dev.parlance.cli;

/** Port numbers as options give them. */
final class Ports {
    private Ports() {}

    /** @throws CommandFailure when no port has that number */
    static void require(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(
                    option + " " + port + ": a port is a number from 0 to 65535; 0 takes any free one.");
        }
    }
}
