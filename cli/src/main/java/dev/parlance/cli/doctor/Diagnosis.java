package dev.parlance.cli.doctor;

import dev.parlance.providers.Connection;
import dev.parlance.providers.Deployments;
import dev.parlance.providers.credential.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a provider. Holds no secret.
 *
 * @param title the host's name for people
 * @param route where an example call goes, or null when that cannot be said
 * @param credential where the key or token comes from, or null when there is none
 * @param keyless whether none is needed
 * @param call what became of a call, or null when none was made or it failed
 * @param problems why calls fail, each with what to set
 * @param warnings what is odd but does not hinder
 */
public record Diagnosis(
        String provider,
        String host,
        String title,
        @Nullable Route route,
        @Nullable Origin credential,
        boolean keyless,
        Connection connection,
        @Nullable Call call,
        List<String> problems,
        List<String> warnings) {
    /**
     * Where a call goes.
     *
     * @param model the example, as callers name it
     * @param url as it may be shown
     * @param found how the deployment was found
     * @param facts the model whose facts count
     */
    public record Route(
            String model, String dialect, String url, String deployment, Deployments.Found found, String facts) {}

    /**
     * Where a credential comes from.
     *
     * @param form how it travels, or null when it could not be had
     */
    public record Origin(String source, Token.@Nullable Form form) {}

    /**
     * An answer.
     *
     * @param milliseconds from the request to the whole answer
     * @param answeredBy the model, as the host names it
     * @param remark what was odd about it, or null
     */
    public record Call(
            long milliseconds,
            @Nullable String answeredBy,
            @Nullable String remark) {}

    public Diagnosis {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** Whether calls can be made, as far as was looked. */
    public boolean isWell() {
        return problems.isEmpty();
    }
}
