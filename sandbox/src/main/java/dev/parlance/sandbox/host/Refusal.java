package dev.parlance.sandbox.host;

/** Carries a host's refusal out of a check to the place where the host answers. It never leaves {@link SandboxHost#answer}. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SandboxAnswer answer;

    /** A refusal that is answered with this. */
    public Refusal(SandboxAnswer answer) {
        super(answer.status() + " " + answer.body(), null, false, false);
        this.answer = answer;
    }

    /** What the host answers. */
    public SandboxAnswer answer() {
        return answer;
    }
}
