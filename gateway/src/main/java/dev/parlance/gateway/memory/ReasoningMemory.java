package dev.parlance.gateway.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.providers.Target;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what models thought, for the clients that throw it away. One for all lanes: thread-safe, without a lock that anybody waits for,
 * without a thread of its own. A caller is whoever has a key; nobody finds what another one was told.
 *
 * <p>What comes back is known by the ids of its calls where these are one of a kind, and else by its words, its calls and the messages that
 * it answers. Where that fits several answers with different reasoning, none of them is put back.
 */
public final class ReasoningMemory {
    /** With more issuers than any configuration has, all count as known. */
    private static final int MOST_ISSUERS = 10_000;

    /** How many of those used longest ago are looked at together. */
    private static final int AT_ONCE = 256;

    private final boolean on;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final Cache<Key, Entry> entries;
    private final AtomicLong numbers = new AtomicLong();

    private final ReentrantLock tidying = new ReentrantLock();

    /** Of whom something was remembered, whether or not it still is. */
    private final Set<String> issuers = ConcurrentHashMap.newKeySet();

    /** @param ticker the time; {@link Ticker#systemTicker} outside of tests */
    public ReasoningMemory(MemorySettings settings, Ticker ticker) {
        on = settings.maxBytes() > 0;
        maxBytes = settings.maxBytes();
        // What was used last is what comes next in a conversation, however often others were used: hence no bound of
        // the cache's own, which prefers what was used often.
        entries = Caffeine.newBuilder()
                .expireAfterAccess(settings.timeToLive())
                .ticker(ticker)
                // Tidying up is a matter of microseconds, and a thread of its own would cost more.
                .executor(Runnable::run)
                .removalListener((@Nullable Key key, @Nullable Entry gone, RemovalCause cause) ->
                        bytes.addAndGet(gone == null ? 0 : -gone.weight()))
                .build();
    }

    /**
     * Who is to hear the answer, or null when the host takes no reasoning back and there is nothing to remember.
     *
     * @param caller who asks, for example a hash of the key; never the key
     * @param asked what the client asked, before or after {@link #restore}; asked for only when there is something to remember
     * @param prepared what was sent to the target
     */
    public @Nullable Rememberer rememberer(
            String caller, Supplier<ChatRequest> asked, Target target, PreparedRequest prepared) {
        Issuer issuer = on ? Issuer.of(target.endpoint().name(), prepared.profile()) : null;
        return issuer == null ? null : new Rememberer(this, caller, issuer, asked);
    }

    /**
     * Whether there may be anything to put back into such a request. There is nothing when its target's answers never held reasoning, nor
     * where each of the model's turns still has its own.
     *
     * @param asked what the client asked; words may be cut
     */
    public boolean mayRestore(ChatRequest asked, Target target, Policy policy) {
        Issuer issuer = on && restores(policy) ? Issuer.of(target, asked) : null;
        return issuer != null && knows(issuer) && (issuer.seals() || lacks(asked));
    }

    private static boolean lacks(ChatRequest asked) {
        for (Message message : asked.messages()) {
            if (message instanceof Message.Assistant turn
                    && turn.content().stream().noneMatch(part -> part instanceof Content.Reasoning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean restores(Policy policy) {
        return !policy.refused().contains(Adjustment.Kind.REPAIRED);
    }

    /** Whether anything was ever remembered of that issuer. */
    boolean knows(Issuer issuer) {
        return issuers.contains(issuer.name()) || issuers.size() >= MOST_ISSUERS;
    }

    /**
     * Whether there is anything to remember of the answer to what was sent. Of a model that never thinks there is not, where reasoning would
     * be signed: what is signed all the same, the client carries under our seal.
     */
    public boolean concerns(PreparedRequest sent, Target target) {
        Issuer issuer = on ? Issuer.of(target.endpoint().name(), sent.profile()) : null;
        return issuer != null
                && !(issuer.seals() && sent.profile().reasoning().thinks() == ReasoningFacts.Thinks.NEVER);
    }

    /**
     * The request with the reasoning that its turns have lost, where the target takes it back and it was issued there. A turn that still has
     * its reasoning stays as it is. Never fails.
     *
     * @param policy how far the call may be adjusted; where that leaves out repairs, nothing is put back
     */
    public Restored restore(String caller, InboundRequest request, Target target, Policy policy) {
        Issuer issuer = on && restores(policy) ? Issuer.of(target, request.request()) : null;
        if (issuer == null) {
            return new Restored(request, 0, 0);
        }
        Restored restored = new Restoration(this, caller, issuer, request).restored();
        // Reasoning in the history can be the very thing that sends a request elsewhere.
        return restored.parts() == 0
                        || Objects.equals(
                                issuer, Issuer.of(target, restored.request().request()))
                ? restored
                : new Restored(request, 0, 0);
    }

    /** About how many bytes are kept. */
    public long bytes() {
        entries.cleanUp();
        return bytes.get();
    }

    boolean isEmpty() {
        return entries.estimatedSize() == 0;
    }

    /** Whether such an answer is worth remembering: an open tool loop is put back whole or not at all, so turns without reasoning count. */
    boolean isTelling(Issuer issuer, List<Thought> thoughts, boolean calls) {
        return !thoughts.isEmpty() || calls && issuer.wantsWholeLoops();
    }

    void keep(String caller, Issuer issuer, Print answered, Entry.Answer answer, List<String> ids) {
        Key.Seen words = Key.Seen.words(caller, issuer.name(), answered, answer.text(), answer.calls());
        boolean telling = isTelling(issuer, answer.thoughts(), !ids.isEmpty());
        // What has no room would only drive out all else.
        if (!telling && entries.getIfPresent(words) == null || answer.weight() > maxBytes) {
            return;
        }
        issuers.add(issuer.name());
        Entry.Pointer pointer = new Entry.Pointer(numbers.incrementAndGet(), 0, thoughts(answer));
        bytes.addAndGet(answer.weight());
        entries.put(new Key.Number(pointer.answer()), answer);
        point(words, pointer);
        for (int call = 0; call < ids.size(); call++) {
            if (TellingId.tells(ids.get(call), answer.calls().get(call).name())) {
                point(
                        Key.Seen.id(caller, issuer.name(), ids.get(call)),
                        new Entry.Pointer(pointer.answer(), call, pointer.thoughts()));
            }
        }
        tidy();
    }

    /** What that key leads to, or null when nothing is known or it is not to be told apart. */
    @Nullable
    Found find(Key.Seen key) {
        return entries.getIfPresent(key) instanceof Entry.Pointer pointer
                        && entries.getIfPresent(new Key.Number(pointer.answer())) instanceof Entry.Answer answer
                ? new Found(answer, pointer.call())
                : null;
    }

    /**
     * An answer that was found.
     *
     * @param call which call of it
     */
    record Found(Entry.Answer answer, int call) {}

    private void point(Key.Seen key, Entry.Pointer pointer) {
        Entry kept = entries.asMap()
                .merge(key, pointer, (before, next) -> isSame(before, pointer) ? next : new Entry.Ambiguous());
        bytes.addAndGet(kept.weight());
    }

    /** Forgets what was used longest ago, a little more than it must, so that the next answers need not. */
    private void tidy() {
        if (bytes.get() <= maxBytes || !tidying.tryLock()) {
            return;
        }
        try {
            long wanted = maxBytes - maxBytes / 256;
            while (bytes.get() > wanted) {
                Set<Key> oldest = entries.policy()
                        .expireAfterAccess()
                        .orElseThrow()
                        .oldest(AT_ONCE)
                        .keySet();
                if (oldest.isEmpty()) {
                    return;
                }
                for (Key key : oldest) {
                    if (bytes.get() > wanted) {
                        entries.invalidate(key);
                    }
                }
            }
        } finally {
            tidying.unlock();
        }
    }

    private static boolean isSame(Entry before, Entry.Pointer pointer) {
        return before instanceof Entry.Pointer known
                && known.thoughts().equals(pointer.thoughts())
                && known.call() == pointer.call();
    }

    private static Print thoughts(Entry.Answer answer) {
        Printer printer = new Printer();
        for (Thought thought : answer.thoughts()) {
            printer.word(thought.reasoning().text())
                    .word(thought.calls() + "/" + thought.letters() + "/" + thought.led());
            thought.reasoning()
                    .payload()
                    .byName()
                    .forEach((name, json) -> printer.word(name).word(json.text()));
        }
        return printer.print();
    }
}
