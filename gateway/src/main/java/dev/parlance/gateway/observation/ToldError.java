package dev.parlance.gateway.observation;

/**
 * An error as log and spans tell it.
 *
 * @param type the label of its kind
 * @param message one line without what looks like a secret
 */
record ToldError(String type, String message) {}
