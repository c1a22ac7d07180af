package dev.parlance.gateway.memory;

/** What two equal things have in common: 128 bits of a SHA-256 over them, so that two different ones never meet by chance. */
record Print(long high, long low) {}
