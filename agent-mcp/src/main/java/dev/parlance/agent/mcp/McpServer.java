package dev.parlance.agent.mcp;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an MCP server is. Never prints arguments, values of the environment or of headers: they may hold secrets. Immutable. */
public sealed interface McpServer {
    /** What its tools are named after, and what faults call it; unlike all others beside it. */
    String name();

    /**
     * Reads {@code name=command argument …} or {@code name=https://host/mcp}. Arguments are quoted as in a shell, without its
     * substitutions. Without {@code name=} the name is made from the program, the package it runs, or the host.
     *
     * @throws IllegalArgumentException when it is neither, in words for people
     */
    static McpServer parse(String written) {
        return WrittenServer.parse(written);
    }

    /**
     * A program that speaks MCP over its standard input and output. It is given {@code PATH}, {@code HOME} and the like from this process's
     * environment, and nothing else of it, so that keys stay here.
     *
     * @param command the program and its arguments
     * @param environment what it is given beside
     * @param folder its working folder, or null for this process's own
     */
    record Command(
            String name,
            List<String> command,
            Map<String, String> environment,
            @Nullable Path folder) implements McpServer {
        public Command {
            WrittenServer.checkName(name);
            command = List.copyOf(command);
            if (command.isEmpty() || command.getFirst().isBlank()) {
                throw new IllegalArgumentException("The MCP server “" + name + "” has no command");
            }
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }

        /** A program with the usual environment in this process's folder. */
        public Command(String name, List<String> command) {
            this(name, command, Map.of(), null);
        }

        @Override
        public String toString() {
            return name + " (" + command.getFirst() + ")";
        }
    }

    /**
     * A server that speaks streamable HTTP.
     *
     * @param uri of its MCP endpoint, http or https
     * @param headers sent with every request, such as an authorization
     */
    record Remote(String name, URI uri, Map<String, String> headers) implements McpServer {
        public Remote {
            WrittenServer.checkName(name);
            WrittenServer.checkUri(uri);
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** A server that asks for no headers. */
        public Remote(String name, URI uri) {
            this(name, uri, Map.of());
        }

        @Override
        public String toString() {
            return name + " (" + WrittenServer.place(uri) + ")";
        }
    }
}
