package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.providers.value.Command;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whoever is logged in at the Azure CLI (tried: azure-identity 1.19.0 with {@code az}). */
final class AzureCliIssuer implements TokenIssuer {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String NAME = File.separatorChar == '\\' ? "az.cmd" : "az";

    private final Map<String, String> environment;
    private final InstantSource clock;
    private final String resource;
    private final @Nullable String tenant;

    AzureCliIssuer(Credential.AzureCli given, Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
        this.resource = EntraAnswer.resource(given.scope());
        this.tenant = given.tenant() == null ? null : EntraAnswer.plain("tenant", given.tenant());
    }

    @Override
    public IssuedToken issue() {
        Path folder = folder();
        List<String> words = new ArrayList<>(List.of(
                folder.resolve(NAME).toString(),
                "account",
                "get-access-token",
                "--output",
                "json",
                "--resource",
                resource));
        if (tenant != null) {
            words.addAll(List.of("--tenant", tenant));
        }
        Instant asked = clock.instant();
        // Its own folder: what lies in the current one must not change what it does.
        Command.Ended ended = new Command("az account get-access-token", words, environment, folder, TIMEOUT).run();
        if (ended.status() != 0) {
            throw refusal(ended);
        }
        JsonObject answer = object(ended.output());
        String text = answer == null ? null : answer.text("accessToken");
        if (answer == null || text == null || !KeyForm.fits(text)) {
            throw new ParlanceException.MalformedResponse(Failure.of(
                    "az account get-access-token printed no token", "Run it in a terminal to see; az may be too old."));
        }
        return new IssuedToken(Token.bearer(Secret.of(text)), expiry(answer, asked));
    }

    private static ParlanceException refusal(Command.Ended ended) {
        String words = ended.complaint();
        return new ParlanceException.Unauthenticated(Failure.of(
                "az account get-access-token failed with " + ended,
                words.contains("az login") || words.contains("AADSTS")
                        ? "Run az login as the user that Parlance runs as."
                        : "Run it in a terminal to see."));
    }

    /** Older versions tell the local time alone, in {@code expiresOn}. */
    private static Instant expiry(JsonObject answer, Instant asked) {
        if (Expiry.instant(answer.get("expires_on")) == null
                && answer.get("expiresOn") instanceof JsonString(String local)) {
            try {
                return LocalDateTime.parse(local.strip().replace(' ', 'T'))
                        .atZone(ZoneId.systemDefault())
                        .toInstant();
            } catch (DateTimeParseException unknown) {
                // As if it were not there.
            }
        }
        return Expiry.of(answer, asked);
    }

    private static @Nullable JsonObject object(String output) {
        try {
            return Json.parse(output) instanceof JsonObject object ? object : null;
        } catch (MalformedJson notJson) {
            return null;
        }
    }

    /** The first folder in PATH that has it. Relative folders are passed over: they may lie where others write. */
    private Path folder() {
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            try {
                Path found = Path.of(folder).resolve(NAME);
                if (found.isAbsolute() && Files.isRegularFile(found) && Files.isExecutable(found)) {
                    return Path.of(folder);
                }
            } catch (InvalidPathException noFolder) {
                // The next one.
            }
        }
        throw new ParlanceException.Misconfigured(Failure.of(
                "The Azure CLI (az) is not in PATH",
                "Install it and run az login, or choose another credential, for example a key."));
    }

    @Override
    public String description() {
        return "login of az for " + resource;
    }
}
