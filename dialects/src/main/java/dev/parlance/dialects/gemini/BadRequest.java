package dev.parlance.dialects.gemini;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;

/** Errors of an inbound request, with the member at fault. */
final class BadRequest {
    private BadRequest() {}

    static ParlanceException of(String parameter, String message) {
        return new ParlanceException.InvalidRequest(Failure.of(message).withParameter(parameter));
    }
}
