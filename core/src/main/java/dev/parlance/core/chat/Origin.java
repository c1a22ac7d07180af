package dev.parlance.core.chat;

/**
 * Who answered: needed by whoever writes the answer down for a client, for a signature counts only where it was issued.
 *
 * @param host the host's name in the catalog
 * @param dialect the dialect it answered in
 */
public record Origin(String host, String dialect) {}
