package dev.parlance.gateway.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Clients who call without a pause, in an order that chance made once and for all. */
final class Load {
    private static final int CLIENTS = 16;
    private static final List<SoakDoor> DOORS = List.of(SoakDoor.values());
    private static final long SEED = 20_000_617;

    private final int port;
    private final Answers answers = new Answers();
    private final AtomicLong numbers = new AtomicLong();
    private final List<Kind> round = new ArrayList<>();
    private final Kind thought = Kind.thought();
    private final Kind afterThought = Kind.afterThought();
    /** Where one client fails, the others need not go on. */
    private final AtomicBoolean failed = new AtomicBoolean();

    private final SplittableRandom seeds = new SplittableRandom(SEED);

    /** @param kinds each as often in a round as it says, beside pairs of turns with reasoning */
    Load(int port, List<Kind> kinds) {
        this.port = port;
        for (Kind kind : kinds) {
            for (int time = 0; time < kind.times(); time++) {
                round.add(kind);
            }
        }
        for (int pair = 0; pair < round.size() / 10; pair++) {
            round.add(thought);
        }
    }

    /** Makes so many calls, and begins and gives up so many streams more; returns when all connections are closed. */
    void run(long calls, long givenUp) throws InterruptedException {
        run(calls, givenUp, 0);
    }

    /** The same, with so many calls to hosts that stall. */
    void run(long calls, long givenUp, long stalled) throws InterruptedException {
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            SplittableRandom random = seeds.split();
            long own = share(calls, client);
            long gone = share(givenUp, client);
            long silent = share(stalled, client);
            clients.add(() -> {
                try {
                    call(own, gone, silent, random);
                } catch (IOException | RuntimeException | Error wrong) {
                    failed.set(true);
                    throw wrong;
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError("A client of the soak failed", failed.getCause());
        }
    }

    private static long share(long all, int client) {
        return all * (client + 1) / CLIENTS - all * client / CLIENTS;
    }

    private void call(long calls, long givenUp, long stalled, SplittableRandom random) throws IOException {
        try (SoakClient client = new SoakClient(port, answers)) {
            long made = 0;
            long gone = 0;
            long silent = 0;
            while (!failed.get() && (made < calls || gone < givenUp || silent < stalled)) {
                long number = numbers.incrementAndGet();
                // All three end at about the same time.
                if (gone * calls < made * givenUp || (made >= calls && gone < givenUp)) {
                    client.giveUp(door(random), random, number);
                    gone++;
                } else if (silent * calls < made * stalled || (made >= calls && silent < stalled)) {
                    client.call(Kind.stalled(door(random)), number);
                    silent++;
                } else {
                    Kind kind = round.get(random.nextInt(round.size()));
                    client.call(kind, number);
                    made++;
                    if (kind == thought && made < calls) {
                        client.call(afterThought, number);
                        made++;
                    }
                }
            }
        }
    }

    private static SoakDoor door(SplittableRandom random) {
        return DOORS.get(random.nextInt(DOORS.size()));
    }
}
