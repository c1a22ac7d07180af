package dev.parlance.cli.json;

import dev.parlance.cli.doctor.Diagnosis;
import dev.parlance.cli.text.ShownUrl;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the doctor found, as JSON. */
public final class DiagnosisShape {
    private DiagnosisShape() {}

    /** {@code {"providers": [...], "warnings": [...]}}; lists that are empty are there. */
    public static JsonObject all(List<Diagnosis> diagnoses, List<String> warnings) {
        return JsonValue.object(
                "providers",
                new JsonArray(diagnoses.stream().map(DiagnosisShape::of).toList()),
                "warnings",
                JsonValue.strings(warnings));
    }

    private static JsonValue of(Diagnosis diagnosis) {
        Connection connection = diagnosis.connection();
        return new ObjectShape()
                .put("provider", diagnosis.provider())
                .put("host", diagnosis.host())
                .put("well", JsonValue.of(diagnosis.isWell()))
                .put("route", route(diagnosis.route()))
                .put("credential", credential(diagnosis.credential()))
                .put("proxy", connection.proxy() == null ? null : ShownUrl.of(connection.proxy()))
                .put("connect-timeout-ms", milliseconds(connection.connectTimeout()))
                .put("idle-timeout-ms", milliseconds(connection.idleTimeout()))
                .put("call", call(diagnosis.call()))
                .put("problems", JsonValue.strings(diagnosis.problems()))
                .put("warnings", JsonValue.strings(diagnosis.warnings()))
                .object();
    }

    private static @Nullable JsonObject route(Diagnosis.@Nullable Route route) {
        return route == null
                ? null
                : new ObjectShape()
                        .put("model", route.model())
                        .put("dialect", route.dialect())
                        .put("url", route.url())
                        .put("deployment", route.deployment())
                        .put("found", label(route.found()))
                        .put("facts", route.facts())
                        .object();
    }

    private static @Nullable JsonObject credential(Diagnosis.@Nullable Origin origin) {
        return origin == null
                ? null
                : new ObjectShape()
                        .put("source", origin.source())
                        .put("resolves", JsonValue.of(origin.form() != null))
                        .put("form", origin.form() == null ? null : label(origin.form()))
                        .object();
    }

    private static @Nullable JsonObject call(Diagnosis.@Nullable Call call) {
        return call == null
                ? null
                : new ObjectShape()
                        .put("milliseconds", Long.valueOf(call.milliseconds()))
                        .put("answered-by", call.answeredBy())
                        .put("remark", call.remark())
                        .object();
    }

    private static @Nullable Long milliseconds(@Nullable Duration time) {
        return time == null ? null : (Long) time.toMillis();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
