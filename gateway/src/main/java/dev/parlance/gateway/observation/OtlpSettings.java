package dev.parlance.gateway.observation;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where spans go by OTLP over HTTP. Immutable.
 *
 * @param endpoint the whole address, with its path
 * @param headers what opens it
 * @param resource attributes of the process that sends, {@code service.name} among them
 * @param sampled the part of the calls without a sampled parent that is sent, from 0 to 1
 * @param parentDecides whether a client's own decision counts before that part
 * @param timeout for one request with many spans
 */
public record OtlpSettings(
        URI endpoint,
        Map<String, Secret> headers,
        Map<String, String> resource,
        double sampled,
        boolean parentDecides,
        Duration timeout) {
    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static final String SERVICE = "service.name";
    private static final String PARENT_BASED = "parentbased_";

    public OtlpSettings {
        headers = Map.copyOf(headers);
        resource = Map.copyOf(resource);
    }

    /**
     * What the environment says in the variables that all OpenTelemetry programs share
     * (open-telemetry/opentelemetry-specification, sdk-environment-variables.md and protocol/exporter.md, 1.56.0).
     *
     * @return null when no endpoint is named, or it is switched off
     * @throws ParlanceException.Misconfigured when a value cannot be used
     */
    public static @Nullable OtlpSettings of(Map<String, String> environment) {
        String traces = value(environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        String base = value(environment, ENDPOINT);
        String whole = traces == null ? below(base) : traces;
        if (whole == null
                || "true".equalsIgnoreCase(value(environment, "OTEL_SDK_DISABLED"))
                || "none".equals(value(environment, "OTEL_TRACES_EXPORTER"))) {
            return null;
        }
        String protocol = either(environment, "PROTOCOL");
        if (protocol != null && !protocol.equals("http/protobuf")) {
            throw unusable("OTEL_EXPORTER_OTLP_PROTOCOL", protocol, "Only http/protobuf is spoken; its port is 4318.");
        }
        Map<String, String> resource = new LinkedHashMap<>(pairs(environment, "OTEL_RESOURCE_ATTRIBUTES"));
        String service = value(environment, "OTEL_SERVICE_NAME");
        if (service != null) {
            resource.put(SERVICE, service);
        }
        resource.putIfAbsent(SERVICE, "parlance");
        Map<String, Secret> headers = new LinkedHashMap<>();
        pairs(environment, "OTEL_EXPORTER_OTLP_HEADERS").forEach((name, text) -> headers.put(name, Secret.of(text)));
        pairs(environment, "OTEL_EXPORTER_OTLP_TRACES_HEADERS")
                .forEach((name, text) -> headers.put(name, Secret.of(text)));
        String sampler = value(environment, "OTEL_TRACES_SAMPLER");
        return new OtlpSettings(
                address(whole),
                headers,
                resource,
                part(environment, sampler),
                sampler == null || sampler.startsWith(PARENT_BASED),
                timeout(environment));
    }

    private static @Nullable String below(@Nullable String base) {
        return base == null ? null : base + (base.endsWith("/") ? "" : "/") + "v1/traces";
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // Said below.
        }
        throw unusable(ENDPOINT, text, "It is an address such as http://127.0.0.1:4318.");
    }

    private static double part(Map<String, String> environment, @Nullable String sampler) {
        if (sampler == null) {
            return 1;
        }
        return switch (sampler.startsWith(PARENT_BASED) ? sampler.substring(PARENT_BASED.length()) : sampler) {
            case "always_on" -> 1;
            case "always_off" -> 0;
            case "traceidratio" -> {
                String argument = value(environment, "OTEL_TRACES_SAMPLER_ARG");
                double part = argument == null ? 1 : number("OTEL_TRACES_SAMPLER_ARG", argument);
                if (!(part >= 0 && part <= 1)) {
                    throw unusable("OTEL_TRACES_SAMPLER_ARG", String.valueOf(argument), "It is between 0 and 1.");
                }
                yield part;
            }
            default ->
                throw unusable(
                        "OTEL_TRACES_SAMPLER",
                        sampler,
                        "Known are always_on, always_off and traceidratio, each with parentbased_ before it too.");
        };
    }

    private static Duration timeout(Map<String, String> environment) {
        String text = either(environment, "TIMEOUT");
        double milliseconds = text == null ? 10_000 : number("OTEL_EXPORTER_OTLP_TIMEOUT", text);
        if (!(milliseconds >= 1)) {
            throw unusable("OTEL_EXPORTER_OTLP_TIMEOUT", String.valueOf(text), "It is at least 1 ms.");
        }
        return Duration.ofMillis((long) milliseconds);
    }

    private static double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            throw unusable(name, text, "It is a number.");
        }
    }

    /** {@code a=b,c=d}, the values percent-encoded. What has no equals sign is left out, as the specification wants it. */
    private static Map<String, String> pairs(Map<String, String> environment, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String text = value(environment, name);
        for (String pair : text == null ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals).strip(),
                        decoded(name, pair.substring(equals + 1).strip()));
            }
        }
        return pairs;
    }

    private static String decoded(String name, String text) {
        try {
            // The decoder is one for forms, where a plus sign is a space.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new ParlanceException.Misconfigured(
                    Failure.of("A value in " + name + " is not percent-encoded", "Write % as %25."));
        }
    }

    private static @Nullable String either(Map<String, String> environment, String ending) {
        String own = value(environment, "OTEL_EXPORTER_OTLP_TRACES_" + ending);
        return own == null ? value(environment, "OTEL_EXPORTER_OTLP_" + ending) : own;
    }

    /** An empty variable is one that is not set. */
    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static ParlanceException unusable(String name, String value, String advice) {
        return new ParlanceException.Misconfigured(Failure.of(name + " cannot be used: \"" + value + "\"", advice));
    }
}
