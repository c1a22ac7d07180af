package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.error.ErrorKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the errors of the hosts must be understood. */
class ErrorOracleTest {
    private static @Nullable ErrorKind kind(String host, int status, String code, String message) {
        for (ErrorRule rule : Catalog.bundled().resolve(host, "a-model").errors()) {
            if (rule.matches(status, List.of(code), message)) {
                return rule.is();
            }
        }
        return null;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | exceeded_current_quota_error | anything | QUOTA_EXHAUSTED",
                "429 | '' | You exceeded your current token quota: org-1 5, please check your account balance | QUOTA_EXHAUSTED",
                "429 | '' | Your account org-1 is suspended due to insufficient balance, please recharge your account | QUOTA_EXHAUSTED",
                "429 | rate_limit_reached_error | your token quota per minute was exceeded | RATE_LIMITED",
                "429 | '' | Too many requests | RATE_LIMITED",
                "429 | engine_overloaded_error | The engine is currently overloaded | OVERLOADED",
                "403 | '' | You exceeded your current token quota, please check your account balance |",
                "400 | invalid_request_error | Invalid request: Your request exceeded model token limit: 262144 (requested: 274613) | CONTEXT_OVERFLOW",
                "400 | invalid_request_error | Input token length too long | CONTEXT_OVERFLOW",
                "401 | '' | Context length exceeded |",
                "400 | invalid_request_error | total message size 2097153 exceeds limit 2097152 | REQUEST_TOO_LARGE",
                "400 | content_filter | The request was rejected because it was considered high risk | CONTENT_FILTERED",
                "400 | invalid_request_error | invalid temperature: only 0.6 is allowed for this model | UNSUPPORTED_REQUEST",
                "400 | invalid_request_error | invalid thinking: only type=enabled is allowed for this model | UNSUPPORTED_REQUEST",
                "400 | invalid_request_error | tool_choice 'required' is incompatible with thinking enabled | UNSUPPORTED_REQUEST",
                "404 | resource_not_found_error | Not found the model k or Permission denied | MODEL_NOT_FOUND",
                "401 | invalid_authentication_error | Invalid Authentication | UNAUTHENTICATED",
            })
    void kimi_code_20_and_21_errors_of_moonshot(int status, String code, String message, @Nullable ErrorKind kind) {
        assertThat(kind("moonshot", status, code, message)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | '' | You've reached your usage limit for this period | QUOTA_EXHAUSTED",
                "429 | '' | You've reached kimi monthly usage limit | QUOTA_EXHAUSTED",
                "429 | '' | We're receiving too many requests at the moment. Please wait a moment and try again. | RATE_LIMITED",
                "402 | '' | unable to verify your membership benefits | QUOTA_EXHAUSTED",
                "403 | '' | You've reached your usage limit for this billing cycle | QUOTA_EXHAUSTED",
                "403 | access_terminated_error | Kimi For Coding is currently only available for Coding Agents | NOT_PERMITTED",
            })
    void errors_of_the_plan(int status, String code, String message, ErrorKind kind) {
        assertThat(kind("moonshot-plan", status, code, message)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | content_filter | The response was filtered | CONTENT_FILTERED",
                "400 | ResponsibleAIPolicyViolation | x | CONTENT_FILTERED",
                "400 | context_length_exceeded | x | CONTEXT_OVERFLOW",
                "400 | unsupported_parameter | x | UNSUPPORTED_REQUEST",
                "400 | unrecognized_request_argument | Unrecognized request argument supplied: thinking | UNSUPPORTED_REQUEST",
                "400 | OperationNotSupported | The chatCompletion operation does not work with the specified model | UNSUPPORTED_REQUEST",
                "401 | 401 | Access denied due to invalid subscription key or wrong API endpoint. | UNAUTHENTICATED",
                "401 | PermissionDenied | x | NOT_PERMITTED",
                "404 | DeploymentNotFound | The API deployment for this resource does not exist. | MODEL_NOT_FOUND",
                "404 | 404 | Resource not found | MISCONFIGURED",
                "408 | '' | upstream request timeout | TIMED_OUT",
                "429 | 429 | exceeded token rate limit of your current OpenAI S0 pricing tier | RATE_LIMITED",
                "429 | insufficient_quota | x | RATE_LIMITED",
                "429 | too_many_requests | The system is currently experiencing high demand and cannot process your request. | OVERLOADED",
            })
    void amplifier_20_to_22_errors_of_azure(int status, String code, String message, ErrorKind kind) {
        assertThat(kind("azure-foundry", status, code, message)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "429, insufficient_quota, QUOTA_EXHAUSTED",
        "404, model_not_found, MODEL_NOT_FOUND",
        "401, invalid_api_key, UNAUTHENTICATED",
        "400, unknown_parameter, UNSUPPORTED_REQUEST",
    })
    void errors_of_openai(int status, String code, ErrorKind kind) {
        assertThat(kind("openai", status, code, "x")).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deepseek | 400 | invalid_request_error | The reasoning_content in the thinking mode must be passed back to the API. | INVALID_REQUEST",
                "deepseek | 400 | invalid_request_error | Thinking mode does not support this tool_choice | UNSUPPORTED_REQUEST",
                "deepseek | 400 | invalid_request_error | messages[0]: unknown variant `image_url`, expected `text` at line 1 | UNSUPPORTED_REQUEST",
                "deepseek | 402 | '' | Insufficient Balance | QUOTA_EXHAUSTED",
                "xai | 400 | invalid-argument | Incorrect API key provided. You can obtain an API key from https://console.x.ai. | UNAUTHENTICATED",
                "xai | 400 | Client specified an invalid argument | Model grok-4-latest does not support parameter reasoningEffort. | UNSUPPORTED_REQUEST",
                "xai | 403 | '' | Content violates usage guidelines. Team: x | CONTENT_FILTERED",
                "xai | 400 | '' | This model's maximum prompt length is 131072 but the request contains 136973 tokens. | CONTEXT_OVERFLOW",
                "minimax | 500 | api_error | insufficient balance (1008) | QUOTA_EXHAUSTED",
                "minimax | 429 | insufficient_balance_error | x | QUOTA_EXHAUSTED",
                "minimax | 400 | bad_request_error | invalid params, context window exceeds limit (2013) | CONTEXT_OVERFLOW",
                "minimax | 400 | bad_request_error | invalid params, function parameters is empty (2013) | INVALID_REQUEST",
                "minimax | 400 | bad_request_error | invalid params, invalid chat setting (2013) | UNSUPPORTED_REQUEST",
                "minimax | 401 | '' | invalid api key (1004) | UNAUTHENTICATED",
                "mistral | 422 | extra_forbidden | Extra inputs are not permitted | UNSUPPORTED_REQUEST",
                "mistral | 422 | '' | Field required | INVALID_REQUEST",
                "groq | 400 | tool_use_failed | Tool call validation failed | MALFORMED_RESPONSE",
                "groq | 413 | rate_limit_exceeded | Request too large for model | REQUEST_TOO_LARGE",
                "openrouter | 402 | in_flight_budget_exhausted | x | RATE_LIMITED",
                "openrouter | 402 | 402 | Insufficient credits | QUOTA_EXHAUSTED",
                "openrouter | 403 | 403 | Your input was flagged | CONTENT_FILTERED",
                "openrouter | 403 | 403 | Provider returned error |",
                "openrouter | 429 | 429 | Rate limit exceeded | RATE_LIMITED",
                "zai | 429 | 1113 | Insufficient balance or no resource package | QUOTA_EXHAUSTED",
                "zai | 429 | 1302 | High concurrency usage of this API | RATE_LIMITED",
                "zai | 400 | 1301 | System detected potentially unsafe or sensitive content | CONTENT_FILTERED",
                "llama-cpp | 400 | exceed_context_size_error | the request exceeds the available context size | CONTEXT_OVERFLOW",
                "lm-studio | 400 | '' | Error: 'response_format.type' must be 'json_schema' or 'text' | UNSUPPORTED_REQUEST",
                "perplexity | 401 | invalid_api_key | Invalid API key provided. | UNAUTHENTICATED",
            })
    void errors_of_the_compatible_hosts(
            String host, int status, String code, String message, @Nullable ErrorKind kind) {
        assertThat(kind(host, status, code, message)).isEqualTo(kind);
    }
}
