package dev.parlance.gateway.soak;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param heap bytes used
 * @param sockets open ones of all kinds, as far as the system tells
 * @param connections those of them that are TCP and do not listen
 * @param direct bytes of Netty's pool beside the heap, in use or not
 * @param pooled the same within the heap
 * @param buffers of the pool that are in use; 0 where the kind of pool does not count them
 * @param threads by name
 */
record Figures(
        long heap, long sockets, long connections, long direct, long pooled, long buffers, List<String> threads) {
    private static final int COLLECTIONS = 3;

    /** Those of this process, after full collections. */
    static Figures collected() {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        return now();
    }

    /** Those of this process. */
    static Figures now() {
        ByteBufAllocatorMetric pool = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return new Figures(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                OpenSockets.all(),
                OpenSockets.connections(),
                pool.usedDirectMemory(),
                pool.usedHeapMemory(),
                ByteBufAllocator.DEFAULT instanceof PooledByteBufAllocator counted ? inUse(counted) : 0,
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .sorted()
                        .toList());
    }

    private static long inUse(PooledByteBufAllocator pool) {
        return Stream.concat(pool.metric().directArenas().stream(), pool.metric().heapArenas().stream())
                .mapToLong(arena -> arena.numActiveAllocations())
                .sum();
    }

    /** In one line. */
    String line() {
        return heap + " " + sockets + " " + connections + " " + direct + " " + pooled + " " + buffers + " "
                + String.join("|", threads);
    }

    /** From that line. */
    static Figures read(String line) {
        String[] words = line.split(" ", 7);
        return new Figures(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                List.of(words[6].split("\\|", -1)));
    }

    @Override
    public String toString() {
        return "heap " + heap + ", sockets " + sockets + ", connections " + connections + ", direct " + direct
                + ", pooled heap " + pooled + ", buffers " + buffers + ", threads " + threads.size();
    }
}
