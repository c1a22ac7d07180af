package dev.parlance.sandbox.responses;

import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.responses.OutputItem.Call;
import dev.parlance.sandbox.responses.OutputItem.Message;
import dev.parlance.sandbox.responses.OutputItem.Thought;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.List;
import java.util.Locale;

/** Everything that an answer is spelled from: the request, what the model said to it, and the ids that belong to it. */
record Turn(
        ResponsesHost host,
        ResponsesBody body,
        ResponsesModel model,
        Reply reply,
        List<OutputItem> items,
        Faults faults,
        Digest digest) {

    static Turn of(
            ResponsesHost host, ResponsesBody body, ResponsesModel model, Reply reply, Faults faults, Digest digest) {
        boolean thought = model.thinks(body) && (!model.has(Trait.SILENT) || seals(host.habits(), body, model));
        List<OutputItem> items = OutputItem.of(reply, body, thought, faults.refusal());
        return new Turn(host, body, model, reply, List.copyOf(items), faults, digest);
    }

    ResponsesHabits habits() {
        return host.habits();
    }

    boolean has(Habit habit) {
        return habits().has(habit);
    }

    /** Whether the answer ended before the model was done. */
    boolean incomplete() {
        return reply.finish() == Finish.LENGTH || reply.finish() == Finish.CONTENT_FILTER;
    }

    /** Whether the answer is kept. */
    boolean stored() {
        return has(Habit.STORES) && body.store();
    }

    /** Whether reasoning goes out encrypted. */
    boolean seals() {
        return seals(habits(), body, model);
    }

    private static boolean seals(ResponsesHabits habits, ResponsesBody body, ResponsesModel model) {
        return habits.has(Habit.SEALS)
                && (body.includes("reasoning.encrypted_content") || model.has(Trait.SEALS_UNASKED));
    }

    /** Whether the summary of the reasoning, or its text, is shown. */
    boolean shows() {
        return !model.has(Trait.SILENT)
                && switch (habits().thoughts()) {
                    case SUMMARY_WHEN_ASKED -> body.value("reasoning", "summary") != null;
                    case SUMMARY_ALWAYS, TEXT -> true;
                };
    }

    /** The id of the answer. */
    String id() {
        return switch (habits().ids()) {
            case PREFIXED -> "resp_" + digest.hex("response", 50);
            case SHARED_UUID, BARE_UUID -> digest.uuid("response");
            case GENERATION -> "gen-" + ResponseEnvelope.CREATED + "-" + digest.letters("response", 20);
        };
    }

    /** The id of the item in that place. */
    String itemId(int index) {
        OutputItem item = items.get(index);
        String prefix = switch (item) {
            case Thought thought -> "rs_";
            case Message message -> "msg_";
            case Call(String callId, String name, boolean custom, List<String> pieces) -> custom ? "ctc_" : "fc_";
        };
        return switch (habits().ids()) {
            case PREFIXED -> prefix + digest.hex("item" + index, 50);
            case SHARED_UUID ->
                prefix + digest.uuid("response") + (item instanceof Call call ? "_" + call.callId() : "");
            case BARE_UUID -> digest.uuid("item" + index);
            case GENERATION ->
                prefix + "tmp_" + digest.letters("item" + index, 11).toLowerCase(Locale.ROOT);
        };
    }

    /**
     * The encrypted content of the thought in that place.
     *
     * @param occasion which of the places that carry it; each has another text
     * @param whole whether the thought is complete
     */
    String sealed(int index, String occasion, boolean whole) {
        String follower = index + 1 == items.size()
                ? ""
                : items.get(index + 1) instanceof Call call ? call.callId() : SealedReasoning.MESSAGE;
        return new SealedReasoning(
                        habits().family(), model.family(), has(Habit.BINDS_IDS) ? itemId(index) : "", follower, whole)
                .sealed(digest.hex(occasion + index, 32));
    }
}
