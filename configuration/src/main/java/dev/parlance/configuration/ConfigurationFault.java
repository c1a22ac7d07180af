package dev.parlance.configuration;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong in it, in the order of the file. Takes no stack trace. */
public final class ConfigurationFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<Fault> faults;

    ConfigurationFault(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** All faults, at least one. */
    public List<Fault> faults() {
        return faults;
    }

    /** The same for callers who know the exceptions of Parlance alone: one line for each fault. */
    public ParlanceException toMisconfigured() {
        return new ParlanceException.Misconfigured(Failure.of(String.valueOf(getMessage())));
    }
}
