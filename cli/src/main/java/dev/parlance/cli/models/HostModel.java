package dev.parlance.cli.models;

import org.jspecify.annotations.Nullable;

/** A model as its host lists it. Null where the list says nothing. */
public record HostModel(
        String id, @Nullable Long window, @Nullable Long maxOutput) {}
