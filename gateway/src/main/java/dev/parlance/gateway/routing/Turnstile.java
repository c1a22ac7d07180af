package dev.parlance.gateway.routing;

import dev.parlance.providers.Capacity;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets so many calls to a provider through at once, and so many wait, first come first served. Thread-safe. */
public final class Turnstile {
    /** A call that waits. */
    public interface Waiter {
        /** It is its turn; called by whichever thread lets another call out. */
        void granted();
    }

    /** What became of the wish to go through. */
    public enum Entry {
        /** Go. */
        GRANTED,
        /** Wait to be called. */
        QUEUED,
        /** Too many wait already. */
        FULL
    }

    private final Capacity capacity;
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private int inside;

    public Turnstile(Capacity capacity) {
        this.capacity = capacity;
    }

    /** What it keeps to. */
    public Capacity capacity() {
        return capacity;
    }

    /** Asks to go through. Whoever was granted must {@link #leave}. */
    public synchronized Entry enter(Waiter waiter) {
        if (inside < capacity.concurrent()) {
            inside++;
            return Entry.GRANTED;
        }
        if (queue.size() >= capacity.queue()) {
            return Entry.FULL;
        }
        queue.add(waiter);
        return Entry.QUEUED;
    }

    /** A call that was granted is over. */
    public void leave() {
        Waiter next;
        synchronized (this) {
            next = queue.poll();
            if (next == null) {
                inside--;
            }
        }
        if (next != null) {
            next.granted();
        }
    }

    /** Stops waiting. Returns false when it is too late: the turn was given, and must be left. */
    public synchronized boolean giveUp(Waiter waiter) {
        return queue.remove(waiter);
    }

    /** Calls that are through. */
    public synchronized int inside() {
        return inside;
    }

    /** Calls that wait. */
    public synchronized int waiting() {
        return queue.size();
    }
}
