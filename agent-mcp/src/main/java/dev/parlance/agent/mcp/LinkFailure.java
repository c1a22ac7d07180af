package dev.parlance.agent.mcp;

/** Why a server cannot be used, in words for people. */
final class LinkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final McpFault.Kind kind;
    private final boolean unreadable;

    LinkFailure(McpFault.Kind kind, String words) {
        this(kind, words, false);
    }

    private LinkFailure(McpFault.Kind kind, String words, boolean unreadable) {
        super(words);
        this.kind = kind;
        this.unreadable = unreadable;
    }

    /** It answered, in a way that the protocol does not know. */
    static LinkFailure unreadable(String words) {
        return new LinkFailure(McpFault.Kind.MISBEHAVED, words, true);
    }

    /** Whether there was an answer that nobody can read, so that what was asked may have been done. */
    boolean unreadable() {
        return unreadable;
    }

    McpFault.Kind kind() {
        return kind;
    }

    String words() {
        String words = getMessage();
        return words == null ? "" : words;
    }
}
