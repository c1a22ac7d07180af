package dev.parlance.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** A host and a gateway in front of it. */
final class Stage implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    final SoakHost host = new SoakHost();
    final GatewayChild gateway;

    /**
     * Both, and nobody has called yet.
     *
     * @param memory how many bytes of reasoning are remembered
     * @param options of the gateway's virtual machine
     */
    Stage(long memory, String... options) throws Exception {
        gateway = new GatewayChild(host, memory, options);
    }

    /** What the gateway holds when nobody calls and all others have closed their connections: none of them, or this fails. */
    Figures atRest() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (host.busy() > 0 && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(host.busy())
                .as("calls that nobody waits for any more and that the host still has")
                .isZero();
        host.hangUp();
        Figures now = gateway.now();
        while (now.connections() > 0 && System.nanoTime() - deadline < 0) {
            now = gateway.now();
        }
        assertThat(now.connections()).as("open connections").isZero();
        assertThat(host.faults()).isEmpty();
        return gateway.collected();
    }

    @Override
    public void close() {
        gateway.close();
        host.close();
    }
}
