package dev.parlance.sandbox.host;

import java.util.List;

/** A simulated host: it answers or refuses a request as the real one does. Pure and thread-safe; equal requests get equal answers. */
public interface SandboxHost {
    /** The first path segment under which the host is served, for example {@code moonshot}. */
    String name();

    /** The model ids that the host lists. */
    List<String> models();

    /** Answers a request whose path is relative to the host's base URL, for example {@code /chat/completions}. Never throws. */
    SandboxAnswer answer(SandboxRequest request);
}
