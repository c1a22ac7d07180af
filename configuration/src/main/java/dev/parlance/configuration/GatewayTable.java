package dev.parlance.configuration;

import java.time.Duration;
import java.util.List;
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
 */
public record GatewayTable(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Long maxBodyBytes,
        @Nullable Duration drain,
        @Nullable Duration connectTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Integer lanes) {
    /** Nothing said. */
    public static final GatewayTable NONE = new GatewayTable(null, null, null, null, null, null, null);

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

    static final Table TABLE =
            new Table("the gateway's table", List.of(HOST, PORT, MAX_BODY, DRAIN, CONNECT, IDLE, LANES));

    static GatewayTable read(@Nullable Section section) {
        return section == null
                ? NONE
                : new GatewayTable(
                        section.get(HOST),
                        section.get(PORT),
                        section.get(MAX_BODY),
                        section.get(DRAIN),
                        section.get(CONNECT),
                        section.get(IDLE),
                        section.get(LANES));
    }
}
