package dev.parlance.cli;

import dev.parlance.cli.doctor.Diagnosis;
import dev.parlance.cli.doctor.Diagnosis.Call;
import dev.parlance.cli.doctor.Diagnosis.Origin;
import dev.parlance.cli.doctor.Diagnosis.Route;
import dev.parlance.cli.text.ShownUrl;
import dev.parlance.providers.Connection;
import dev.parlance.providers.credential.Token;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the doctor found, for people. */
final class DoctorReport {
    private static final int LABEL = 12;

    private final PrintStream out;
    private final boolean online;

    DoctorReport(PrintStream out, boolean online) {
        this.out = out;
        this.online = online;
    }

    void print(Diagnosis diagnosis) {
        out.println(diagnosis.provider() + ": " + (diagnosis.isWell() ? "well" : "has a problem"));
        line("host", diagnosis.host() + ", " + diagnosis.title());
        Route route = diagnosis.route();
        if (route != null) {
            line("route", "POST " + route.url());
            line("model", route.model() + ", " + route.dialect() + deployment(route));
        }
        if (diagnosis.credential() != null || diagnosis.keyless()) {
            line("credential", credential(diagnosis.credential()));
        }
        connection(diagnosis.connection());
        Call call = diagnosis.call();
        if (call != null) {
            line(
                    "call",
                    "answered in " + call.milliseconds() + " ms"
                            + (call.answeredBy() == null ? "" : " by " + call.answeredBy())
                            + (call.remark() == null ? "" : "; " + call.remark()));
        }
        diagnosis.problems().forEach(problem -> line("problem", problem));
        diagnosis.warnings().forEach(warning -> line("warning", warning));
        out.println();
    }

    void warning(String words) {
        out.println("warning: " + words);
    }

    void end(List<Diagnosis> diagnoses) {
        long ill = diagnoses.stream().filter(one -> !one.isWell()).count();
        if (diagnoses.isEmpty()) {
            return;
        }
        out.println(
                ill > 0
                        ? ill + " of " + diagnoses.size() + " providers " + (ill == 1 ? "has" : "have") + " a problem."
                        : "All is well" + (online ? "." : ", as far as can be seen from here; --online makes a call."));
    }

    private static String deployment(Route route) {
        String how = switch (route.found()) {
            case MAPPED -> ", deployment " + route.deployment() + " (from the mapping)";
            case DEFAULT -> ", deployment " + route.deployment() + " (the default)";
            case PASSED_THROUGH -> "";
        };
        return route.facts().equals(route.deployment()) || route.model().endsWith("/" + route.facts())
                ? how
                : how + ", which is " + route.facts();
    }

    private static String credential(@Nullable Origin origin) {
        return origin == null ? "none is needed" : origin.source() + ": " + form(origin.form());
    }

    private static String form(Token.@Nullable Form form) {
        return switch (form) {
            case null -> "cannot be had";
            case KEY -> "a key";
            case BEARER -> "a bearer token";
        };
    }

    private void connection(Connection connection) {
        if (connection.proxy() != null) {
            line("proxy", ShownUrl.of(connection.proxy()));
        }
        if (connection.connectTimeout() != null) {
            line("connect", "within " + connection.connectTimeout().toSeconds() + " s");
        }
        if (connection.idleTimeout() != null) {
            line("idle", "at most " + connection.idleTimeout().toSeconds() + " s");
        }
    }

    private void line(String label, String words) {
        out.println("  " + label + " ".repeat(LABEL - label.length()) + words);
    }
}
