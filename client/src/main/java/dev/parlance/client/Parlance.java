package dev.parlance.client;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.providers.Providers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The door of the library: gives out chat models that share connections. Thread-safe. Closing it ends open calls.
 *
 * <pre>{@code
 * try (Parlance parlance = Parlance.open()) {
 *     ChatModel model = parlance.model("moonshot/kimi-k2.6");
 *     String text = model.generate(ChatRequest.builder("kimi-k2.6").user("Hello").build()).text();
 * }
 * }</pre>
 */
public final class Parlance implements AutoCloseable {
    private final Providers providers;
    private final Transport transport;
    private final Policy policy;
    private final CallListener listener;

    private Parlance(Providers providers, Transport transport, Policy policy, CallListener listener) {
        this.providers = providers;
        this.transport = transport;
        this.policy = policy;
        this.listener = listener;
    }

    /** Hosts, addresses and keys from the environment variables of each host. */
    public static Parlance open() {
        return builder().open();
    }

    /** For other settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * One model at one host. Opens no connection. What a request says as its own model does not matter.
     *
     * @param name {@code host/model}, for example {@code moonshot/kimi-k2.6}
     * @throws dev.parlance.core.error.ParlanceException.ModelNotFound when there is no such host
     * @throws dev.parlance.core.error.ParlanceException.Misconfigured when the host's settings are unusable
     */
    public ChatModel model(String name) {
        return new HttpChatModel(providers.target(name), transport, policy, listener);
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private @Nullable Providers providers;
        private Policy policy = Policy.ADAPT;
        private CallListener listener = CallListener.NONE;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration headTimeout = Duration.ofMinutes(10);

        private Builder() {}

        /** These hosts, addresses and keys instead of those of the environment. */
        public Builder providers(Providers own) {
            providers = own;
            return this;
        }

        /** How far requests may be adjusted; {@link Policy#STRICT} refuses every loss and change. */
        public Builder policy(Policy own) {
            policy = own;
            return this;
        }

        /** Who hears about adjustments. */
        public Builder listener(CallListener own) {
            listener = own;
            return this;
        }

        /** How long connecting may take; 10 seconds unless told otherwise. */
        public Builder connectTimeout(Duration time) {
            connectTimeout = time;
            return this;
        }

        /**
         * How long the host may take until its answer begins; 10 minutes unless told otherwise, for a plain answer begins only when the model
         * has thought and written all of it.
         */
        public Builder headTimeout(Duration time) {
            headTimeout = time;
            return this;
        }

        /** The door. */
        public Parlance open() {
            Providers used =
                    providers == null ? Providers.fromEnvironment(System.getenv(), Catalog.bundled()) : providers;
            return new Parlance(used, new Transport(connectTimeout, headTimeout), policy, listener);
        }
    }
}
