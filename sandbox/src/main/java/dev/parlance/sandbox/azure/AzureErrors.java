package dev.parlance.sandbox.azure;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.openai.OpenAiErrors;

/** Error bodies of the resource and of the gateway before it. */
final class AzureErrors {
    private static final String SORRY = "The server had an error while processing your request. Sorry about that!";

    private AzureErrors() {}

    static SandboxAnswer badKey() {
        return coded(
                401,
                "401",
                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an"
                        + " active subscription and use a correct regional API endpoint for your resource.");
    }

    static SandboxAnswer badToken() {
        return coded(
                401,
                "401",
                "Unauthorized. Access token is missing, invalid, audience is incorrect"
                        + " (https://cognitiveservices.azure.com), or have expired.");
    }

    static SandboxAnswer notJson() {
        return OpenAiErrors.error(
                400,
                "invalid_request_error",
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library"
                        + " correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
                null,
                null);
    }

    /** The refusal of a version that is too old. */
    static Refusal wrongVersion(String message) {
        return new Refusal(coded(400, "BadRequest", message));
    }

    /** The refusal of a model that the API does not have. */
    static Refusal notOffered(String operation, String model) {
        return OpenAiErrors.invalid(
                "The " + operation + " operation does not work with the specified model, " + model
                        + ". Please choose different model and try again. You can learn more about which models can be"
                        + " used with each operation here: https://go.microsoft.com/fwlink/?linkid=2197993.",
                null,
                "OperationNotSupported");
    }

    /** What the old inference route makes of a version that it does not have. */
    static SandboxAnswer noSuchVersion() {
        return coded(500, "InternalServerError", "Internal server error");
    }

    static SandboxAnswer unknownPath() {
        return coded(404, "404", "Resource not found");
    }

    static SandboxAnswer noDeployment() {
        return SandboxAnswer.json(
                404,
                object(
                        "error",
                        object(
                                member("type", "invalid_request_error"),
                                member("code", "DeploymentNotFound"),
                                member(
                                        "message",
                                        "The API deployment for this resource does not exist. If you created the deployment"
                                                + " within the last 5 minutes, please wait a moment and try again."))));
    }

    static SandboxAnswer overflow(long window, long input, long output) {
        return OpenAiErrors.error(
                400,
                "invalid_request_error",
                "This model's maximum context length is " + window + " tokens. However, you requested "
                        + (input + output)
                        + " tokens (" + input + " in the messages, " + output + " in the completion). Please reduce the"
                        + " length of the messages or completion.",
                "messages",
                "context_length_exceeded");
    }

    static JsonValue inBand() {
        return OpenAiErrors.body("server_error", SORRY, null, null);
    }

    static SandboxAnswer coded(int status, String code, String message) {
        return SandboxAnswer.json(status, object("error", object(member("code", code), member("message", message))));
    }
}
