package dev.parlance.benchmarks.pure;

import dev.parlance.benchmarks.ChatBodies;
import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.dialect.WireRequest;
import dev.parlance.dialects.Dialects;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import dev.parlance.providers.UpstreamRequest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One request from a client's bytes to the host's bytes, in steps and as a whole. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class RequestBenchmark {
    /** Who shall answer. */
    @Param({"openai-compatible/bench", "moonshot/kimi-k2.6"})
    public String model;

    /** Size of the client's body in bytes. */
    @Param({"1000", "217088"})
    public int size;

    private final InboundDialect inbound = Objects.requireNonNull(Dialects.inbound("openai-chat"));
    private final Providers providers = Providers.fromEnvironment(
            Map.of("OPENAI_COMPATIBLE_BASE_URL", "http://127.0.0.1:9/v1", "MOONSHOT_API_KEY", "sk-bench"),
            Catalog.bundled());
    private byte[] body;
    private ChatRequest request;
    private Target target;
    private NegotiatedRequest negotiated;

    /** Reads the body once. */
    @Setup
    public void prepareInput() {
        body = ChatBodies.body(model, size, false);
        request = inbound.decodeRequest(body).request();
        target = providers.target(model);
        negotiated = new NegotiatedRequest(
                request,
                target.profile(),
                Negotiation.settle(
                        request,
                        target.profile(),
                        target.dialect().thinkingIn(request.extraBody()),
                        new AdjustmentLog(Policy.ADAPT)));
    }

    /** The client's bytes to a request. */
    @Benchmark
    public InboundRequest read() {
        return inbound.decodeRequest(body);
    }

    /** Spelling alone. */
    @Benchmark
    public WireRequest encode() {
        return target.dialect().encode(negotiated);
    }

    /** Negotiation, transforms, checks and spelling. */
    @Benchmark
    public WireRequest prepareAndEncode() {
        return target.prepare(request, Policy.ADAPT).wire();
    }

    /** All that the gateway does between a client's body and a host's. */
    @Benchmark
    public UpstreamRequest whole() {
        ChatRequest read = inbound.decodeRequest(body).request();
        Target asked = providers.target(read.model());
        return asked.upstream(asked.prepare(read, Policy.ADAPT), false);
    }
}
