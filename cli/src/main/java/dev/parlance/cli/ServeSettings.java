package dev.parlance.cli;

import dev.parlance.configuration.GatewayTable;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.gateway.Limits;
import dev.parlance.gateway.Listening;
import dev.parlance.gateway.memory.MemorySettings;
import dev.parlance.gateway.observation.ObservationSettings;
import dev.parlance.gateway.observation.OtlpSettings;
import dev.parlance.gateway.observation.Redactor;
import dev.parlance.gateway.observation.Tracing;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.credential.Secret;
import dev.parlance.providers.value.Template;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gateway is told at its start. The command line counts before the file, and the file before what stands in. */
record ServeSettings(Setup setup, CallLog log, Console console) {
    /** @param keys as the command line has them, to be filled in */
    GatewaySettings of(@Nullable String host, @Nullable Integer port, @Nullable ByteSize maxBody, List<String> keys) {
        GatewayTable table = setup.configuration().gateway();
        if (port != null) {
            Ports.require("--port", port);
        }
        GatewaySettings usual = GatewaySettings.DEFAULT;
        Listening at = usual.listening();
        String certificate = table.certificate();
        String certificateKey = table.certificateKey();
        return new GatewaySettings(
                new Listening(
                        or(host, or(table.host(), at.host())),
                        or(port, or(table.port(), at.port())),
                        or(table.lanes(), at.lanes()),
                        or(table.drain(), at.drain()),
                        keys(keys, table.keys()),
                        Set.copyOf(table.origins()),
                        certificate == null || certificateKey == null
                                ? null
                                : new Listening.Certificate(beside(certificate), beside(certificateKey))),
                limits(maxBody, table, usual.limits()),
                calls(table, usual.calls()),
                new MemorySettings(
                        or(table.memoryBytes(), usual.memory().maxBytes()),
                        or(table.memoryTime(), usual.memory().timeToLive())),
                observation(table));
    }

    private static Limits limits(@Nullable ByteSize maxBody, GatewayTable table, Limits usual) {
        return new Limits(
                maxBody == null ? or(table.maxBodyBytes(), usual.bodyBytes()) : maxBody.bytes(),
                usual.headerBytes(),
                or(table.maxCalls(), usual.openCalls()),
                or(table.bodyTimeout(), usual.bodyTime()));
    }

    private static CallPolicy calls(GatewayTable table, CallPolicy usual) {
        CallPolicy longest = table.longestPause() == null
                ? usual
                : usual.withPauses(
                        usual.base().compareTo(table.longestPause()) > 0 ? table.longestPause() : usual.base(),
                        table.longestPause());
        return longest.withAttempts(or(table.attempts(), usual.attempts()))
                .withTimeouts(or(table.connectTimeout(), usual.connect()), or(table.idleTimeout(), usual.idle()))
                .withDeadlines(table.firstTokenTimeout(), table.totalTimeout())
                .withKeepAlive(or(table.keepAlive(), usual.keepAlive()));
    }

    private ObservationSettings observation(GatewayTable table) {
        OtlpSettings otlp = OtlpSettings.of(console.environment());
        ObservationSettings settings =
                ObservationSettings.DEFAULT.withLog(log.sink()).withTracing(otlp == null ? null : Tracing.export(otlp));
        Integer bodies = table.logBodies();
        return bodies == null || bodies == 0 ? settings : settings.withBodies(bodies, Redactor.DEFAULT);
    }

    private Map<String, Secret> keys(List<String> asked, Map<String, Template> configured) {
        Map<String, Secret> keys = new LinkedHashMap<>();
        configured.forEach((name, template) -> keys.put(name, secret(template, "gateway.keys." + name)));
        for (int index = 0; index < asked.size(); index++) {
            keys.put(
                    asked.size() == 1 ? "--key" : "--key " + (index + 1),
                    secret(Template.parse(asked.get(index)), "--key"));
        }
        return keys;
    }

    private Secret secret(Template template, String setting) {
        String text = setup.surroundings().values().read(template);
        if (text == null || text.isBlank()) {
            throw new CommandFailure(
                    setting + " is empty: " + template + " gives no key. An empty key would let everybody in.");
        }
        return Secret.of(text.strip());
    }

    /** Files of the configuration stand beside it. */
    private Path beside(String file) {
        Path configuration = setup.configuration().file();
        Path folder =
                configuration == null ? null : configuration.toAbsolutePath().getParent();
        return folder == null ? Path.of(file) : folder.resolve(file);
    }

    private static <T> T or(@Nullable T said, T standIn) {
        return said == null ? standIn : said;
    }
}
