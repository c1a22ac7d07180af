package dev.parlance.agent.mcp;

/**
 * Something that went wrong with a server. The other servers are not touched by it.
 *
 * @param server its name
 * @param words what happened, the likely cause and its last words on standard error; without values of the environment or of headers
 */
public record McpFault(String server, Kind kind, String words) {
    /** What kind of fault it is. */
    public enum Kind {
        /** It could not be started or reached, or did not introduce itself in time. Its tools are missing. */
        NOT_STARTED,

        /** It ended or broke off while it was in use. It is started again at the next call. */
        CRASHED,

        /** It did not answer a call in time. */
        HUNG,

        /** It said something that a server must not say, such as one tool twice. */
        MISBEHAVED
    }

    @Override
    public String toString() {
        return "MCP server " + server + ": " + words;
    }
}
