package dev.parlance.conformance;

/**
 * One place of the matrix.
 *
 * @param model what was asked, as the gateway names it
 * @param inbound the client's dialect
 */
public record Cell(String model, String inbound, Feature feature, Outcome outcome) {}
