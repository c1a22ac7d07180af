package dev.parlance.agent.mcp;

/** Why a server cannot be used, in words for people. */
final class LinkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final McpFault.Kind kind;

    LinkFailure(McpFault.Kind kind, String words) {
        super(words);
        this.kind = kind;
    }

    McpFault.Kind kind() {
        return kind;
    }

    String words() {
        String words = getMessage();
        return words == null ? "" : words;
    }
}
