package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Version;
import dev.parlance.providers.value.OneLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs in at GitHub for Copilot: the user types a code on a web page while we ask whether it was done (RFC 8628; in code:
 * open-multi-agent/open-multi-agent, copilot.ts). Keeps the account's token in a file of ours, which {@link Credential.Copilot} finds.
 */
public final class CopilotLogin {
    /** The application that Copilot's own editor plugins log in to; GitHub opens Copilot to no other. */
    private static final String CLIENT = "Iv1.b507a08c87ecfe98";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String ADVICE = "Run parlance login github-copilot again.";

    /** RFC 8628, 3.2 and 3.5. */
    private static final long USUAL_INTERVAL = 5;

    private static final long SLOWER = 5;

    private final GitHubAddresses gitHub;
    private final IssuerHttp http;
    private final CopilotAccounts accounts;

    /** Tells the user what to do. */
    @FunctionalInterface
    public interface Prompt {
        /**
         * Once, before the waiting.
         *
         * @param code what to type
         * @param address where
         * @param validity how long there is time
         */
        void show(String code, URI address, Duration validity);
    }

    /** Waits between two questions. */
    @FunctionalInterface
    public interface Pause {
        /** Waits that long. */
        void last(Duration length) throws InterruptedException;
    }

    /** Whether somebody logged in and the login is still stored. */
    public static boolean isStored(Map<String, String> environment) {
        return Files.exists(new CopilotAccounts(environment).own());
    }

    /**
     * At GitHub itself.
     *
     * @param environment where the user's folders are found
     * @param proxy the HTTP proxy, or null
     */
    public CopilotLogin(Map<String, String> environment, @Nullable URI proxy) {
        this(environment, proxy, GitHubAddresses.PUBLIC);
    }

    /** The same at another GitHub. */
    public CopilotLogin(Map<String, String> environment, @Nullable URI proxy, GitHubAddresses gitHub) {
        this.gitHub = gitHub;
        this.http = IssuerHttp.through(proxy, IssuerHttp.TIMEOUT, null);
        this.accounts = new CopilotAccounts(environment);
    }

    /**
     * Logs in and keeps the token.
     *
     * @return the file, which only its owner can read
     * @throws ParlanceException.Unauthenticated when the user declines or lets the code run out
     * @throws ParlanceException.Cancelled when the thread is interrupted
     * @throws ParlanceException.Misconfigured when the file cannot be written
     */
    public Path run(Prompt prompt, Pause pause) {
        IssuerAnswer answer = post("/login/device/code", "&scope=" + EntraAnswer.encoded("read:user"));
        JsonObject device = answer.isGood() ? answer.object() : null;
        String deviceCode = device == null ? null : device.text("device_code");
        String userCode = device == null ? null : device.text("user_code");
        String page = device == null ? null : device.text("verification_uri");
        if (device == null || deviceCode == null || userCode == null || page == null) {
            throw answer.refusal(ADVICE, List.of());
        }
        long validity = seconds(device, "expires_in", 900);
        prompt.show(OneLine.of(userCode), IssuerAddress.of(page, "verification_uri"), Duration.ofSeconds(validity));
        Secret token = await(Secret.of(deviceCode), seconds(device, "interval", USUAL_INTERVAL), validity, pause);
        return keep(token);
    }

    private Secret await(Secret deviceCode, long firstInterval, long validity, Pause pause) {
        long interval = firstInterval;
        for (long waited = interval; waited <= validity; waited += interval) {
            pause(pause, Duration.ofSeconds(interval));
            IssuerAnswer answer = post(
                    "/login/oauth/access_token",
                    "&grant_type=" + EntraAnswer.encoded(GRANT) + "&device_code="
                            + EntraAnswer.encoded(deviceCode.reveal()));
            JsonObject object = answer.object();
            String token = object == null ? null : object.text("access_token");
            if (token != null && answer.isGood() && KeyForm.fits(token)) {
                return Secret.of(token);
            }
            String error = object == null || object.text("error") == null ? "" : object.text("error");
            switch (error) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval = Math.max(interval + SLOWER, seconds(object, "interval", 0));
                case "expired_token" -> throw ranOut();
                case "access_denied" -> throw wrong("The login was declined on GitHub's page");
                default -> throw answer.refusal(ADVICE, List.of(deviceCode));
            }
        }
        throw ranOut();
    }

    private static void pause(Pause pause, Duration length) {
        try {
            pause.last(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ParlanceException.Cancelled(Failure.of("The login was cancelled"));
        }
    }

    private Path keep(Secret token) {
        try {
            PrivateFile.write(accounts.own(), CopilotAccounts.text(token));
            return accounts.own();
        } catch (IOException unwritable) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    "The login cannot be kept in " + accounts.own(),
                    "Make the folder writable, or set XDG_CONFIG_HOME."));
        }
    }

    private IssuerAnswer post(String path, String parameters) {
        return http.send(
                HttpRequest.newBuilder(URI.create(IssuerAddress.trimmed(gitHub.login()) + path))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .header("accept", "application/json")
                        .header("user-agent", "parlance/" + Version.text())
                        .POST(BodyPublishers.ofString("client_id=" + CLIENT + parameters))
                        .build(),
                "GitHub at " + gitHub.login().getAuthority());
    }

    private static long seconds(@Nullable JsonObject object, String name, long otherwise) {
        Long found = object != null && object.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
        return found == null || found < 1 || found > 86_400 ? otherwise : found;
    }

    private static ParlanceException ranOut() {
        return wrong("The code ran out before it was typed on GitHub's page");
    }

    private static ParlanceException wrong(String message) {
        return new ParlanceException.Unauthenticated(Failure.of(message, ADVICE));
    }
}
