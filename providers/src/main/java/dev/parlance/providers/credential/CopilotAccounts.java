package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.providers.value.SmallFile;
import dev.parlance.providers.value.UserFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GitHub accounts that logins left in files: ours, and those of the editors' Copilot plugins, {@code apps.json} and {@code hosts.json}
 * (in code: olimorris/codecompanion.nvim, copilot/token.lua). All have the same form: by host, an object with {@code oauth_token}.
 */
final class CopilotAccounts {
    private static final String HOST = "github.com";

    private final Path own;
    private final List<Path> foreign = new ArrayList<>();

    CopilotAccounts(Map<String, String> environment) {
        Path configuration = UserFolders.of(environment).configuration();
        this.own = configuration.resolve("parlance").resolve("github-copilot.json");
        String windows = environment.getOrDefault("LOCALAPPDATA", "");
        for (Path folder : windows.isBlank() ? List.of(configuration) : List.of(configuration, Path.of(windows))) {
            foreign.add(folder.resolve("github-copilot").resolve("apps.json"));
            foreign.add(folder.resolve("github-copilot").resolve("hosts.json"));
        }
    }

    /** An account's token and where it stands. */
    record Account(Secret token, String from) {}

    /** Where our own login is kept. */
    Path own() {
        return own;
    }

    /** The first account of all files, or null. @throws ParlanceException.Misconfigured when our own file is damaged */
    @Nullable
    Account find() {
        Account found = in(own);
        if (found == null && Files.exists(own)) {
            throw damaged();
        }
        for (Path file : foreign) {
            if (found == null) {
                found = in(file);
            }
        }
        return found;
    }

    private static @Nullable Account in(Path file) {
        if (!Files.isReadable(file)) {
            return null;
        }
        try {
            if (Json.parse(SmallFile.read(file)) instanceof JsonObject hosts) {
                for (Map.Entry<String, JsonValue> host : hosts.members().entrySet()) {
                    boolean ofGitHub =
                            host.getKey().equals(HOST) || host.getKey().startsWith(HOST + ":");
                    String token = host.getValue() instanceof JsonObject account ? account.text("oauth_token") : null;
                    if (ofGitHub && token != null && KeyForm.fits(token)) {
                        return new Account(Secret.of(token), file.toString());
                    }
                }
            }
            return null;
        } catch (MalformedJson | ParlanceException.Misconfigured notForUs) {
            return null;
        }
    }

    private ParlanceException damaged() {
        return new ParlanceException.Misconfigured(
                Failure.of("There is no login in " + own, "Run parlance login github-copilot again."));
    }

    /** The file's text for an account. */
    static String text(Secret token) {
        return Json.pretty(JsonValue.object(HOST, JsonValue.object("oauth_token", JsonValue.of(token.reveal()))))
                + "\n";
    }
}
