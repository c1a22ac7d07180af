package dev.parlance.client;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final int continuations;
    private final boolean chaining;

    /** By name: whoever asks for a model again goes on with its conversations. */
    private final Map<String, ChainedModel> chained = new ConcurrentHashMap<>();

    private Parlance(Builder settings, Providers providers) {
        this.providers = providers;
        this.transport = new Transport(settings.connectTimeout, settings.headTimeout);
        this.policy = settings.policy;
        this.listener = settings.listener;
        this.continuations = settings.continuations;
        this.chaining = settings.chaining;
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
        Target target = providers.target(name, chaining ? ChainedModel.DIALECT : null);
        ChatModel http = new HttpChatModel(target, transport, policy, listener);
        boolean chains = chaining && target.profile().dialect().equals(ChainedModel.DIALECT);
        ChatModel model = chains
                ? chained.computeIfAbsent(
                        target.modelName(),
                        same -> new ChainedModel(http, () -> listener.chainLost(target.modelName())))
                : http;
        return continuations > 0 ? new ContinuedModel(model, continuations) : model;
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
        private int continuations;
        private boolean chaining;

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

        /**
         * Asks on when an answer ended because its output budget was used up, and joins what comes; usage is summed. Not after a content
         * filter. For whole answers, not for streams. Off unless told otherwise.
         *
         * @param atMost how many further requests one answer may cost, for example 5
         */
        public Builder continuations(int atMost) {
            continuations = atMost;
            return this;
        }

        /**
         * Lets hosts that speak Responses keep the conversation, so that only new messages are sent. The host then stores what is said. A
         * chain that the host has lost is rebuilt from the whole conversation, and the listener hears of it. Off unless told otherwise.
         */
        public Builder chaining() {
            chaining = true;
            return this;
        }

        /** The door. */
        public Parlance open() {
            Providers used =
                    providers == null ? Providers.fromEnvironment(System.getenv(), Catalog.bundled()) : providers;
            return new Parlance(this, used);
        }
    }
}
