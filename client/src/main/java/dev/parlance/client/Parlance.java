package dev.parlance.client;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
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
    private final CallSettings settings;
    private final AtomicLong calls = new AtomicLong();
    private final int continuations;
    private final boolean chaining;

    /** By name: whoever asks for a model again goes on with its conversations. */
    private final Map<String, ChainedModel> chained = new ConcurrentHashMap<>();

    private Parlance(Builder wanted, Providers providers) {
        this.providers = providers;
        this.settings = new CallSettings(
                new Transport(wanted.deadlines.connect()),
                wanted.policy,
                new GuardedListener(wanted.listener),
                wanted.deadlines,
                wanted.retries,
                wanted.time,
                wanted.chance);
        this.continuations = wanted.continuations;
        this.chaining = wanted.chaining;
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
        ChatModel http = new HttpChatModel(target, settings, calls);
        boolean chains = chaining && target.profile().dialect().equals(ChainedModel.DIALECT);
        ChatModel model = chains
                ? chained.computeIfAbsent(
                        target.modelName(),
                        same -> new ChainedModel(http, () -> settings.listener().chainLost(target.modelName())))
                : http;
        return continuations > 0 ? new ContinuedModel(model, continuations) : model;
    }

    /** Ends open calls as cancelled, those that pause between attempts included; later calls are refused as cancelled. */
    @Override
    public void close() {
        settings.transport().close();
        settings.time().wake();
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private @Nullable Providers providers;
        private Policy policy = Policy.ADAPT;
        private CallListener listener = CallListener.NONE;
        private Deadlines deadlines = Deadlines.DEFAULT;
        private RetryPolicy retries = RetryPolicy.DEFAULT;
        private Time time = new SystemTime();
        private DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
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

        /** Who hears about every call. */
        public Builder listener(CallListener own) {
            listener = own;
            return this;
        }

        /** How long calls may take; {@link Deadlines#DEFAULT} unless told otherwise. What a provider's own settings say counts first. */
        public Builder deadlines(Deadlines own) {
            deadlines = own;
            return this;
        }

        /** {@link Deadlines#connect} alone. */
        public Builder connectTimeout(Duration time) {
            return deadlines(deadlines.withConnect(time));
        }

        /** How often a request is sent again; {@link RetryPolicy#DEFAULT} unless told otherwise. */
        public Builder retries(RetryPolicy own) {
            retries = own;
            return this;
        }

        /** Another time and chance, for tests. */
        Builder time(Time own, DoubleSupplier ownChance) {
            time = own;
            chance = ownChance;
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
