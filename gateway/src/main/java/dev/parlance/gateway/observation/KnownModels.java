package dev.parlance.gateway.observation;

/** Tells the models that may stand in a label from those that a client made up. */
@FunctionalInterface
public interface KnownModels {
    /** Whether catalog or configuration name that model at that provider. Cheap, thread-safe, never an error: each call of an unknown one asks. */
    boolean contains(String provider, String model);
}
