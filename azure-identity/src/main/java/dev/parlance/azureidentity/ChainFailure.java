package dev.parlance.azureidentity;

import com.azure.core.util.Configuration;
import com.azure.identity.CredentialUnavailableException;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One message of ours for what the SDK throws: which step of the chain, why, what to change. */
final class ChainFailure {
    private static final int LONGEST_LINE = 300;
    private static final int MOST_STEPS = 5;
    private static final List<String> SECRET_SETTINGS = List.of(
            "AZURE_CLIENT_SECRET",
            "AZURE_CLIENT_CERTIFICATE_PASSWORD",
            "AZURE_PASSWORD",
            "IDENTITY_HEADER",
            "MSI_SECRET");
    private static final int SHORTEST_SECRET = 4;
    /** Written by ChainedTokenCredential before the words of the step that failed. */
    private static final Pattern STEP =
            Pattern.compile("---> (\\w+) authentication failed\\. Error Details: (.*)", Pattern.DOTALL);
    /** Steps that hardly anybody waits for, and those whose line does not say which one it is of. */
    private static final Pattern SELDOM_MEANT =
            Pattern.compile("IntelliJ|Visual Studio Code|broker|Power ?Shell|Developer ?Cli", Pattern.CASE_INSENSITIVE);

    private static final String CHOOSE =
            "AZURE_TOKEN_CREDENTIALS (prod, dev or the name of one credential) chooses the steps that are tried.";

    private ChainFailure() {}

    /** What to tell when no token came. */
    static ParlanceException of(RuntimeException failed, String scope) {
        List<Throwable> causes = causes(failed);
        if (causes.stream().anyMatch(InterruptedException.class::isInstance)) {
            Thread.currentThread().interrupt();
            return new ParlanceException.Cancelled(Failure.of("Interrupted while waiting for a token for " + scope));
        }
        if (failed instanceof IllegalArgumentException refused) {
            return misconfigured(refused);
        }
        if (failed instanceof CredentialUnavailableException) {
            return new ParlanceException.Unauthenticated(unavailable(failed, scope));
        }
        Failure failure = failedStep(failed, causes.getLast(), scope);
        return causes.stream().anyMatch(ChainFailure::isOfTheNetwork)
                ? new ParlanceException.ConnectionFailed(failure)
                : new ParlanceException.Unauthenticated(failure);
    }

    /** What to tell when the SDK does not accept a setting. */
    static ParlanceException misconfigured(IllegalArgumentException refused) {
        return new ParlanceException.Misconfigured(Failure.of(
                "The Azure credential chain refuses a setting: " + line(words(refused.getMessage())),
                "It reads the environment variables that begin with AZURE_; correct or unset the one named."));
    }

    private static Failure unavailable(RuntimeException failed, String scope) {
        List<String> lines = words(failed.getMessage())
                .lines()
                .map(ChainFailure::line)
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> meant = lines.stream()
                .filter(line -> !SELDOM_MEANT.matcher(line).find())
                .toList();
        String steps = (meant.isEmpty() ? lines : meant)
                .stream().limit(MOST_STEPS).map(ChainFailure::withoutStop).collect(Collectors.joining("; "));
        return Failure.of(
                "No step of the Azure credential chain has a token for " + scope + " (" + steps + ")",
                "Log in with \"az login\", or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or give this machine a managed"
                        + " identity; "
                        + CHOOSE);
    }

    private static Failure failedStep(RuntimeException failed, Throwable root, String scope) {
        Matcher step = STEP.matcher(words(failed.getMessage()));
        String name = step.find() ? step.group(1) : "The chain";
        return Failure.of(
                name + " of the Azure credential chain failed, which ends the chain, for " + scope + ": "
                        + withoutStop(reason(root)),
                advice(name));
    }

    private static String advice(String step) {
        return switch (step) {
            case "ManagedIdentityCredential" ->
                "Check that the identity is assigned to this machine and its client id (AZURE_CLIENT_ID, or the one configured). Where a"
                        + " proxy answers in place of the machine's identity service, set AZURE_TOKEN_CREDENTIALS=dev.";
            case "EnvironmentCredential" ->
                "Check AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET and AZURE_AUTHORITY_HOST.";
            case "WorkloadIdentityCredential" ->
                "Check AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_AUTHORITY_HOST and the file that AZURE_FEDERATED_TOKEN_FILE names.";
            default -> "Log in again with the tool that is asked there; " + CHOOSE;
        };
    }

    /** The deepest cause says most; those of the network say it with their type. */
    private static String reason(Throwable root) {
        return switch (root) {
            case HttpTimeoutException timedOut -> "no answer in time";
            case UnknownHostException unknown -> "no such host: " + line(words(unknown.getMessage()));
            case ConnectException refused -> "nothing listens there, or the way is blocked";
            default ->
                line(words(root.getMessage())
                        .lines()
                        .findFirst()
                        .orElse(root.getClass().getSimpleName()));
        };
    }

    private static boolean isOfTheNetwork(Throwable cause) {
        return cause instanceof HttpTimeoutException
                || cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException;
    }

    private static List<Throwable> causes(Throwable failed) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failed; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String words(@Nullable String message) {
        Configuration settings = Configuration.getGlobalConfiguration();
        List<String> secrets = SECRET_SETTINGS.stream()
                .flatMap(name -> Stream.ofNullable(settings.get(name)))
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
        return PlainWords.of(message == null ? "" : message, secrets);
    }

    private static String line(String text) {
        String line =
                text.replace("authentication unavailable. ", "unavailable: ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
