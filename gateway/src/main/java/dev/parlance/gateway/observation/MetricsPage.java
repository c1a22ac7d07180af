package dev.parlance.gateway.observation;

/**
 * The answer to {@code GET /metrics}.
 *
 * @param body the text; nobody else has this array
 * @param contentType with its version and character set
 */
@SuppressWarnings("ArrayRecordComponent")
public record MetricsPage(byte[] body, String contentType) {}
