package dev.parlance.providers.credential;

import java.net.URI;

/**
 * Where GitHub is.
 *
 * @param api exchanges account tokens for those of Copilot
 * @param login lets people log in
 */
public record GitHubAddresses(URI api, URI login) {
    /** GitHub itself. */
    public static final GitHubAddresses PUBLIC =
            new GitHubAddresses(URI.create("https://api.github.com"), URI.create("https://github.com"));
}
