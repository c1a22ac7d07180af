package dev.parlance.peers;

import java.lang.management.ManagementFactory;

/** What every library does: one first call, then warm ones, of which the memory and the time are told. */
final class Course {
    private static final int WARMING = 3000;
    private static final int MEASURED = 2000;

    private Course() {}

    /** One question and its answer. */
    interface Call {
        String ask() throws Exception;
    }

    static void run(Call call) throws Exception {
        String first = call.ask();
        System.out.println("first " + first.length());
        System.out.flush();
        if (System.in.read() != 'w') {
            return;
        }
        for (int number = 0; number < WARMING; number++) {
            call.ask();
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        for (int number = 0; number < MEASURED; number++) {
            call.ask();
        }
        long nanos = System.nanoTime() - start;
        System.out.println("warm " + (threads.getTotalThreadAllocatedBytes() - bytes) / MEASURED + " " + nanos / MEASURED);
        System.exit(0);
    }
}
