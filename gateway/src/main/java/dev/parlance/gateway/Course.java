package dev.parlance.gateway;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.error.Retry;
import dev.parlance.core.raw.RawRequest;
import dev.parlance.gateway.memory.Rememberer;
import dev.parlance.gateway.observation.AttemptFacts;
import dev.parlance.gateway.observation.AttemptReason;
import dev.parlance.gateway.observation.CallObservation;
import dev.parlance.gateway.observation.LaneUsed;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.gateway.routing.TargetHealth;
import dev.parlance.providers.Alias;
import dev.parlance.providers.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one call through its targets: which is asked, which is asked again, which beside another, and whose answer the client gets.
 * A retry sends the same bytes; another target starts from the client's own request. Everything happens on the lane's thread.
 */
final class Course implements Attempt.Owner {
    /** Who wants an answer. */
    interface Client {
        /** That attempt answers; its events follow. */
        void answering(Attempt attempt);

        /** The next event of the answer. */
        void event(ChatEvent event);

        /** The next bytes of an answer that is passed on; they are valid during the call. */
        void passed(byte[] bytes, int from, int length);

        /** The bytes that follow are packed in that coding. */
        void packed(String coding);

        /** What follows of an answer that was passed on comes as events, beginning behind what was passed. */
        void goesOn(Attempt attempt, ChatEvent.@Nullable ResponseStarted started);

        /** All bytes of it were there. */
        void ended(StopReason stop);

        /** There is no answer, or no more of it. */
        void fail(ParlanceException error);
    }

    private final Lane lane;
    private final InboundDialect inbound;
    private final AskedRequest asked;
    private final Policy policy;
    private final boolean takesPacked;
    private final Alias alias;
    private final Client client;
    private final ClientKeys.Client caller;
    private final CallObservation observed;
    private final CallPolicy patience;
    private final List<String> untried;
    private final List<Attempt> running = new ArrayList<>();
    private final List<AttemptNote> notes = new ArrayList<>();
    private @Nullable Attempt answer;
    private @Nullable Attempt latest;
    private @Nullable String latestModel;
    private @Nullable ParlanceException lastError;
    private long hedgeTimer = Lane.NO_TIMER;
    private long retryTimer = Lane.NO_TIMER;
    private long totalTimer = Lane.NO_TIMER;
    private int timesAsked;
    private int made;
    private @Nullable Rememberer rememberer;
    private boolean over;

    /**
     * @param takesPacked whether the client says that it can unpack what hosts have packed
     * @param order the models to ask, the first first
     */
    Course(
            Lane lane,
            InboundDialect inbound,
            AskedRequest asked,
            Policy policy,
            boolean takesPacked,
            Alias alias,
            List<String> order,
            ClientKeys.Client caller,
            CallObservation observed,
            Client client) {
        this.lane = lane;
        this.inbound = inbound;
        this.asked = asked;
        this.policy = policy;
        this.takesPacked = takesPacked;
        this.alias = alias;
        this.caller = caller;
        this.observed = observed;
        this.client = client;
        this.untried = new ArrayList<>(order);
        this.patience = lane.settings().calls();
    }

    /** Asks the first target. The client may hear of a failure before this returns. */
    void start() {
        Duration total = alias.total() == null ? patience.total() : alias.total();
        if (total != null) {
            totalTimer = lane.after(total, () -> giveUp(late("the whole call may take " + seconds(total))));
        }
        askNext(AttemptReason.FIRST);
    }

    /** Ends all attempts; the client hears no more. */
    void cancel() {
        if (!over) {
            over = true;
            lane.cancelTimer(totalTimer);
            lane.cancelTimer(hedgeTimer);
            lane.cancelTimer(retryTimer);
            for (Attempt attempt : List.copyOf(running)) {
                drop(attempt);
            }
        }
    }

    /** All attempts so far, in order. */
    List<AttemptNote> notes() {
        return notes;
    }

    /** Whose answer it is, else the attempt made last. Null before the first, and when the latest target could not be asked at all. */
    @Nullable
    Attempt attempt() {
        return answer == null ? latest : answer;
    }

    /** The model that answers or was to be asked last, or null before the first. */
    @Nullable
    String model() {
        return answer == null ? latestModel : answer.target().modelName();
    }

    /** Holds further bytes of the answer back. */
    void pause() {
        if (answer != null) {
            answer.pause();
        }
    }

    /** Lets bytes of the answer come again. */
    void resume() {
        if (answer != null) {
            answer.resume();
        }
    }

    private void askNext(AttemptReason reason) {
        while (!over && !untried.isEmpty()) {
            String model = untried.removeFirst();
            if (isPassedOver(model) && !untried.isEmpty()) {
                continue;
            }
            try {
                Target target = lane.providers().target(model, inbound.name());
                latest = null;
                latestModel = target.modelName();
                PreparedRequest raw = raw(target);
                PreparedRequest prepared = raw == null ? whole(target) : raw;
                observed.adjusted(prepared.adjustments());
                timesAsked = 0;
                begin(model, target, prepared, raw == null ? LaneUsed.FULL : LaneUsed.RAW, reason);
                return;
            } catch (ParlanceException unusable) {
                if (hasChoice()) {
                    // It may have been let in as the probe, and was never asked.
                    lane.traffic().health(model).abandoned();
                }
                notes.add(new AttemptNote(model, unusable.kind()));
                lastError = unusable;
                if (!Retry.elsewhereCanHelp(unusable.kind())) {
                    break;
                }
            }
        }
        if (running.isEmpty() && !over && lastError != null) {
            giveUp(lastError);
        }
    }

    /** The request through the raw lane, or null where it must be read: to put reasoning back, or to be changed. */
    private @Nullable PreparedRequest raw(Target target) {
        RawRequest raw = asked.raw();
        return raw == null || lane.memory().mayRestore(raw.inbound().request(), target, policy)
                ? null
                : target.prepareRaw(raw, policy);
    }

    private PreparedRequest whole(Target target) {
        InboundRequest whole = lane.memory()
                .restore(caller.partition(), asked.full(), target, policy)
                .request();
        return target.prepare(whole, policy);
    }

    private boolean isPassedOver(String model) {
        return hasChoice() && !lane.traffic().health(model).mayTry(lane.now());
    }

    private boolean hasChoice() {
        return alias.targets().size() > 1;
    }

    private void begin(String name, Target target, PreparedRequest prepared, LaneUsed laneUsed, AttemptReason reason) {
        AttemptFacts facts = new AttemptFacts(
                target.endpoint().name(),
                target.endpoint().host().name(),
                target.endpoint().host().telemetry(),
                target.model(),
                prepared.profile().dialect(),
                laneUsed,
                ++made,
                reason);
        Attempt attempt = new Attempt(
                lane,
                name,
                target,
                prepared,
                laneUsed,
                Reading.of(
                        asked.shape(),
                        prepared,
                        !(hasChoice() && inbound.keepsAnswers()),
                        lane.memory().concerns(prepared, target),
                        takesPacked),
                asked.shape().request().streaming() != null,
                this,
                observed.attempt(facts));
        timesAsked++;
        running.add(attempt);
        latest = attempt;
        latestModel = target.modelName();
        attempt.start();
    }

    @Override
    public void sent(Attempt attempt) {
        Duration limit = alias.firstToken() == null ? patience.firstToken() : alias.firstToken();
        if (limit != null) {
            attempt.unlessAnswered(lane.after(limit, () -> tooSlow(attempt, limit)));
        }
        if (alias.hedgeAfter() != null && !untried.isEmpty() && hedgeTimer == Lane.NO_TIMER) {
            hedgeTimer = lane.after(alias.hedgeAfter(), this::hedge);
        }
    }

    private void hedge() {
        if (!over && answer == null && running.size() == 1) {
            askNext(AttemptReason.HEDGE);
        }
    }

    private void tooSlow(Attempt attempt, Duration limit) {
        if (running.contains(attempt) && answer != attempt) {
            attempt.fail(late("an answer must begin within " + seconds(limit)));
        }
    }

    @Override
    public void answering(Attempt attempt) {
        if (over || answer != null) {
            return;
        }
        answer = attempt;
        lane.cancelTimer(hedgeTimer);
        lane.cancelTimer(retryTimer);
        for (Attempt loser : List.copyOf(running)) {
            if (loser != attempt) {
                notes.add(new AttemptNote(loser.target().modelName(), AttemptNote.BEATEN));
                drop(loser);
            }
        }
        notes.add(new AttemptNote(attempt.target().modelName(), AttemptNote.ANSWERED));
        TargetHealth health = health(attempt);
        if (health != null) {
            health.succeeded(lane.now(), lane.now() - attempt.sentAt());
        }
        // Of what was passed on, nobody has heard.
        rememberer = attempt.passing() == null
                ? lane.memory()
                        .rememberer(
                                caller.partition(), () -> asked.full().request(), attempt.target(), attempt.prepared())
                : null;
        if (rememberer == null && attempt.isStreaming()) {
            asked.letGo();
        }
        client.answering(attempt);
        attempt.choose();
    }

    @Override
    public void event(ChatEvent event) {
        if (over) {
            return;
        }
        if (event instanceof ChatEvent.ResponseStopped) {
            // The attempt lives on until the host's last byte is read, so that its connection can be used again.
            over = true;
            lane.cancelTimer(totalTimer);
        }
        if (rememberer != null) {
            rememberer.accept(event);
        }
        client.event(event);
    }

    @Override
    public void passed(byte[] bytes, int from, int length) {
        if (!over) {
            client.passed(bytes, from, length);
        }
    }

    @Override
    public void packed(String coding) {
        client.packed(coding);
    }

    @Override
    public void goesOn(Attempt attempt, ChatEvent.@Nullable ResponseStarted started) {
        if (!over) {
            client.goesOn(attempt, started);
        }
    }

    @Override
    public void ended(StopReason stop) {
        if (!over) {
            over = true;
            lane.cancelTimer(totalTimer);
            client.ended(stop);
        }
    }

    @Override
    public void failed(Attempt attempt, ParlanceException error) {
        running.remove(attempt);
        if (over) {
            return;
        }
        notes.add(new AttemptNote(attempt.target().modelName(), error.kind()));
        TargetHealth health = health(attempt);
        if (health != null) {
            // What never left for want of a turn says nothing about the host.
            if (attempt.wasSent() && Retry.speaksAgainstHost(error.kind())) {
                health.failed(lane.now(), error.failure().retryAfter());
            } else {
                health.abandoned();
            }
        }
        if (attempt == answer) {
            giveUp(error);
            return;
        }
        lastError = error;
        if (!running.isEmpty()) {
            // Asked beside it, another may still answer.
            return;
        }
        if (!untried.isEmpty() && Retry.elsewhereCanHelp(error.kind())) {
            askNext(AttemptReason.FALLBACK);
        } else {
            askAgain(attempt, error);
        }
    }

    private void askAgain(Attempt attempt, ParlanceException error) {
        Duration pause = pause(error);
        if (pause == null) {
            giveUp(error);
            return;
        }
        retryTimer = lane.after(pause, () -> {
            if (!over) {
                begin(attempt.name(), attempt.target(), attempt.prepared(), attempt.laneUsed(), AttemptReason.RETRY);
            }
        });
    }

    /** The pause before the same request is sent again, or null when it is not. */
    private @Nullable Duration pause(ParlanceException error) {
        if (timesAsked >= patience.attempts() || !Retry.canHelp(error.kind())) {
            return null;
        }
        Duration asked = error.failure().retryAfter();
        if (asked != null && !asked.isZero()) {
            return asked.compareTo(patience.longestPause()) > 0 ? null : asked;
        }
        double doubled = patience.base().toNanos() * Math.pow(2, timesAsked - 1);
        double capped = Math.min(doubled, (double) patience.longestPause().toNanos());
        return Duration.ofNanos(Math.round(capped * (1 - lane.chance() / 2)));
    }

    private void drop(Attempt attempt) {
        running.remove(attempt);
        attempt.cancel();
        TargetHealth health = health(attempt);
        if (health != null) {
            health.abandoned();
        }
    }

    private void giveUp(ParlanceException error) {
        if (!over) {
            if (answer != null) {
                answer.tellCost();
            }
            cancel();
            client.fail(error);
        }
    }

    private @Nullable TargetHealth health(Attempt attempt) {
        return hasChoice() ? lane.traffic().health(attempt.name()) : null;
    }

    private static ParlanceException late(String limit) {
        return new ParlanceException.TimedOut(
                Failure.of(
                        "The answer came too late: " + limit,
                        "Send the request again, ask for less, or allow more time in the settings of the gateway or the alias."));
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
