package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import org.jspecify.annotations.Nullable;

/** What a host brings to the Responses API: its keys, its models, its words. Pure and thread-safe, like a host. */
public interface ResponsesHost {
    /** How the host differs from the others. */
    ResponsesHabits habits();

    /**
     * Refuses a request without a good key.
     *
     * @throws Refusal with the host's own 401
     */
    void authenticate(SandboxRequest request);

    /** The answer to a body that cannot be read. */
    SandboxAnswer unreadable(String reason);

    /** The answer to a path or method that the host does not know. */
    SandboxAnswer unknownRoute(SandboxRequest request);

    /**
     * The facts of a model.
     *
     * @param id as it stands in the request, empty when it is missing
     * @throws Refusal with the host's own answer to a model that it does not have or does not offer here
     */
    ResponsesModel model(String id);

    /** The host's own answer of that status. */
    SandboxAnswer fault(int status, String detail, ResponsesModel model);

    /** An error in the host's own envelope. */
    SandboxAnswer error(int status, ResponsesError error);

    /**
     * Refuses what only this host refuses; called before the checks that all hosts share.
     *
     * @throws Refusal with status and body of the host
     */
    default void check(ResponsesBody body, ResponsesModel model) {}

    /**
     * The response object with the members that only this host has.
     *
     * @param reply what the model said, or null while it is still in progress
     */
    default JsonObject dressed(JsonObject response, @Nullable Reply reply) {
        return response;
    }

    /** The last event of a stream with the members that only this host has. */
    default JsonObject dressedEnd(JsonObject event, Reply reply) {
        return event;
    }
}
