package dev.parlance.benchmarks.proxy;

/** What is asked of a proxy; the upstream speaks Chat Completions always. */
public enum Route {
    /** Chat Completions in, one answer in one piece. */
    PLAIN(false, false),
    /** Chat Completions in, a stream of events. */
    STREAMED(true, false),
    /** Anthropic's Messages in, one answer in one piece. */
    PLAIN_TRANSLATED(false, true),
    /** Anthropic's Messages in, a stream of events. */
    STREAMED_TRANSLATED(true, true);

    private final boolean streamed;
    private final boolean translated;

    Route(boolean streamed, boolean translated) {
        this.streamed = streamed;
        this.translated = translated;
    }

    /** Whether the answer is a stream of events. */
    public boolean streamed() {
        return streamed;
    }

    /** Whether the client speaks another dialect than the upstream. */
    public boolean translated() {
        return translated;
    }
}
