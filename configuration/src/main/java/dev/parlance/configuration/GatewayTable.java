package dev.parlance.configuration;

import dev.parlance.providers.value.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the file says about the gateway; null where it says nothing.
 *
 * @param host the address to listen on
 * @param port from 0 to 65535; 0 for any free one
 * @param maxBodyBytes the largest request body
 * @param drain how long open calls may go on when the gateway stops
 * @param connectTimeout how long connecting to a host may take
 * @param idleTimeout how long a host may be silent within a call
 * @param lanes event loops
 * @param keys by the client's name, the keys of which one is required
 * @param origins of web pages that may call
 * @param certificate the PEM file of the certificate for TLS
 * @param certificateKey the PEM file of its private key
 * @param maxCalls calls at the same time
 * @param bodyTimeout how long a client may take to send its request
 * @param attempts how often one target is asked at most
 * @param longestPause the longest wait before it is asked again
 * @param firstTokenTimeout how long a target may take until its answer begins
 * @param totalTimeout how long a call may take
 * @param keepAlive after how much silence a streaming client hears that the call goes on
 * @param memoryBytes how much reasoning is remembered, 0 for none
 * @param memoryTime how long it is remembered after it was last needed
 * @param log where the line of each call goes: a file, {@code -} for standard error, {@code off}
 * @param logBodies how many characters of each body stand in it, 0 for none
 */
public record GatewayTable(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Long maxBodyBytes,
        @Nullable Duration drain,
        @Nullable Duration connectTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Integer lanes,
        Map<String, Template> keys,
        List<String> origins,
        @Nullable String certificate,
        @Nullable String certificateKey,
        @Nullable Integer maxCalls,
        @Nullable Duration bodyTimeout,
        @Nullable Integer attempts,
        @Nullable Duration longestPause,
        @Nullable Duration firstTokenTimeout,
        @Nullable Duration totalTimeout,
        @Nullable Duration keepAlive,
        @Nullable Long memoryBytes,
        @Nullable Duration memoryTime,
        @Nullable String log,
        @Nullable Integer logBodies) {
    /** Nothing said. */
    public static final GatewayTable NONE = new GatewayTable(
            null, null, null, null, null, null, null, Map.of(), List.of(), null, null, null, null, null, null, null,
            null, null, null, null, null, null);

    private static final Setting<String> HOST = new Setting<>(
                    "host",
                    Forms.text("an address of this machine, for example 127.0.0.1 or 0.0.0.0"),
                    "The address to listen on.")
            .fallback("127.0.0.1");
    private static final Setting<Integer> PORT =
            new Setting<>("port", Forms.whole(0, 65_535), "The port, 0 for any free one.").fallback("4680");
    private static final Setting<Long> MAX_BODY =
            new Setting<>("max-body", Forms.size(), "The largest request body.").fallback("64MiB");
    private static final Setting<Duration> DRAIN = new Setting<>(
                    "drain", Forms.time(0), "How long open answers may go on when the gateway stops.")
            .fallback("30s");
    private static final Setting<Duration> CONNECT =
            new Setting<>("connect-timeout", Forms.time(1), "How long connecting to a host may take.").fallback("10s");
    private static final Setting<Duration> IDLE =
            new Setting<>("idle-timeout", Forms.time(1), "How long a host may be silent within a call.").fallback("5m");
    private static final Setting<Integer> LANES = new Setting<>(
                    "lanes", Forms.whole(1, 1024), "Event loops, each with its own server and client.")
            .fallback("one for each core");

    private static final Setting<Map<String, Template>> KEYS = new Setting<>(
                    "keys",
                    new Named<>(
                            "a table of keys by the client's name",
                            new SecretForm("a key, for example \"${env:PARLANCE_KEY}\""),
                            false),
                    "The keys of clients, each with a name for the log; one of them is then required.")
            .fallback("none is required");
    private static final Setting<List<String>> ORIGINS = new Setting<>(
                    "cors-origins",
                    new Listed<>("a list of origins", Forms.text("an origin such as https://app.example, or *")),
                    "The origins of web pages that may call.")
            .fallback("none");
    private static final Setting<String> CERTIFICATE = new Setting<>(
            "tls-certificate", Forms.text("a PEM file"), "The certificate chain for TLS; tls-key belongs to it.");
    private static final Setting<String> CERTIFICATE_KEY =
            new Setting<>("tls-key", Forms.text("a PEM file"), "The private key of the certificate, in PKCS#8.");
    private static final Setting<Integer> MAX_CALLS = new Setting<>(
                    "max-calls", Forms.whole(1, 10_000_000), "Calls at the same time; more get 503.")
            .fallback("100000");
    private static final Setting<Duration> BODY_TIMEOUT = new Setting<>(
                    "body-timeout", Forms.time(1), "How long a client may take to send its request.")
            .fallback("1m");
    private static final Setting<Integer> ATTEMPTS = new Setting<>(
                    "attempts",
                    Forms.whole(1, 100),
                    "How often one target is asked at most, when the failure is one that passes.")
            .fallback("2");
    private static final Setting<Duration> LONGEST_PAUSE = new Setting<>(
                    "longest-pause",
                    Forms.time(0),
                    "The longest wait before a target is asked again; a host that wants a longer one is told to the client.")
            .fallback("5s");
    private static final Setting<Duration> FIRST_TOKEN = new Setting<>(
                    "first-token-timeout", Forms.time(1), "How long a target may take until its answer begins.")
            .fallback("as long as it likes");
    private static final Setting<Duration> TOTAL =
            new Setting<>("total-timeout", Forms.time(1), "How long a call may take.").fallback("as long as it likes");
    private static final Setting<Duration> KEEP_ALIVE = new Setting<>(
                    "keep-alive",
                    Forms.time(1),
                    "After how much silence a streaming client hears that the call goes on.")
            .fallback("15s");

    private static final Setting<Long> MEMORY = new Setting<>(
                    "reasoning-memory",
                    Forms.sizeOrNone(),
                    "How much reasoning is remembered for clients that throw it away.")
            .fallback("64MiB");
    private static final Setting<Duration> MEMORY_TIME = new Setting<>(
                    "reasoning-memory-time", Forms.time(1), "How long it is remembered after it was last needed.")
            .fallback("2h");
    private static final Setting<String> LOG = new Setting<>(
                    "log",
                    Forms.text("a file, - for standard error, or off"),
                    "Where a line for each call goes, as JSON.")
            .fallback("-");
    private static final Setting<Integer> LOG_BODIES = new Setting<>(
                    "log-bodies",
                    Forms.whole(0, 1_000_000),
                    "How many characters of each body stand in the log; they are the conversations of your users.")
            .fallback("0");

    static final Table TABLE = new Table(
            "the gateway's table",
            List.of(
                    HOST,
                    PORT,
                    KEYS,
                    ORIGINS,
                    CERTIFICATE,
                    CERTIFICATE_KEY,
                    MAX_BODY,
                    BODY_TIMEOUT,
                    MAX_CALLS,
                    ATTEMPTS,
                    LONGEST_PAUSE,
                    CONNECT,
                    FIRST_TOKEN,
                    IDLE,
                    TOTAL,
                    KEEP_ALIVE,
                    MEMORY,
                    MEMORY_TIME,
                    LOG,
                    LOG_BODIES,
                    DRAIN,
                    LANES));

    static GatewayTable read(@Nullable Section section) {
        if (section == null) {
            return NONE;
        }
        String certificate = section.get(CERTIFICATE);
        String certificateKey = section.get(CERTIFICATE_KEY);
        if ((certificate == null) != (certificateKey == null)) {
            Setting<String> there = certificate == null ? CERTIFICATE_KEY : CERTIFICATE;
            section.at(there).fault("tls-certificate and tls-key belong together", "Set both, or neither.");
        }
        Map<String, Template> keys = section.get(KEYS);
        List<String> origins = section.get(ORIGINS);
        return new GatewayTable(
                section.get(HOST),
                section.get(PORT),
                section.get(MAX_BODY),
                section.get(DRAIN),
                section.get(CONNECT),
                section.get(IDLE),
                section.get(LANES),
                keys == null ? Map.of() : keys,
                origins == null ? List.of() : origins,
                certificate,
                certificateKey,
                section.get(MAX_CALLS),
                section.get(BODY_TIMEOUT),
                section.get(ATTEMPTS),
                section.get(LONGEST_PAUSE),
                section.get(FIRST_TOKEN),
                section.get(TOTAL),
                section.get(KEEP_ALIVE),
                section.get(MEMORY),
                section.get(MEMORY_TIME),
                section.get(LOG),
                section.get(LOG_BODIES));
    }
}
