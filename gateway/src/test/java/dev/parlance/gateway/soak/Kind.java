package dev.parlance.gateway.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One kind of call, and what a right answer to it is.
 *
 * @param name for whoever reads of a wrong answer
 * @param request head and body
 * @param statuses one of them it must have
 * @param mark what must stand in the answer
 * @param unwanted what must not, or nothing
 * @param same whether all answers are the same but for their numbers; where connections break, how much came through is chance
 * @param times how often it comes in a round
 */
record Kind(
        String name, Numbered request, Set<Integer> statuses, String mark, String unwanted, boolean same, int times) {
    static final String THINKER = "moonshot/kimi-k2.6";
    private static final String ERROR = "\"error\"";

    /** Of whose answers nothing is remembered; only for clients of Chat, for to others it speaks Responses. */
    static final String OWN = "openai/gpt-4o";

    static final String COMPATIBLE = "openai-compatible/m-1";
    static final String CLAUDE = "anthropic/claude-sonnet-4-5";

    /** Whose calls have 300 ms in all. */
    static final String IMPATIENT = "impatient";

    /** Whole answers in both lanes through three doors, and errors of hosts and clients. */
    static List<Kind> usual() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(whole(SoakDoor.CHAT, COMPATIBLE, false, false, 8));
        kinds.add(whole(SoakDoor.CHAT, COMPATIBLE, true, false, 8));
        kinds.add(whole(SoakDoor.CHAT, OWN, false, true, 8));
        kinds.add(whole(SoakDoor.CHAT, OWN, true, true, 8));
        kinds.add(whole(SoakDoor.CHAT, CLAUDE, true, false, 4));
        kinds.add(whole(SoakDoor.MESSAGES, CLAUDE, false, true, 4));
        kinds.add(whole(SoakDoor.MESSAGES, CLAUDE, true, true, 4));
        kinds.add(whole(SoakDoor.MESSAGES, COMPATIBLE, true, false, 8));
        kinds.add(whole(SoakDoor.MESSAGES, COMPATIBLE, false, false, 4));
        kinds.add(whole(SoakDoor.RESPONSES, CLAUDE, true, false, 4));
        kinds.add(whole(SoakDoor.RESPONSES, COMPATIBLE, false, false, 4));
        kinds.add(whole(SoakDoor.RESPONSES, COMPATIBLE, true, false, 8));
        kinds.add(failed(SoakDoor.CHAT, COMPATIBLE, Role.REFUSE, false, 400));
        kinds.add(failed(SoakDoor.MESSAGES, COMPATIBLE, Role.REFUSE, true, 400));
        kinds.add(failed(SoakDoor.MESSAGES, COMPATIBLE, Role.BUSY, true, 503));
        kinds.add(failed(SoakDoor.CHAT, OWN, Role.BUSY, false, 503));
        kinds.add(failed(SoakDoor.RESPONSES, COMPATIBLE, Role.NONSENSE, false, 502));
        kinds.add(failed(SoakDoor.CHAT, OWN, Role.ERROR, true, 200));
        kinds.add(failed(SoakDoor.MESSAGES, CLAUDE, Role.ERROR, true, 200));
        kinds.add(failed(SoakDoor.RESPONSES, CLAUDE, Role.CUT, true, 200));
        kinds.add(failed(SoakDoor.CHAT, COMPATIBLE, Role.CUT, true, 200));
        for (SoakDoor door : SoakDoor.values()) {
            String bad = "{\"model\":\"" + COMPATIBLE + "\",\"stream\":tru " + Numbered.NUMBER + "}";
            kinds.add(new Kind(door + " with nonsense", door.post(bad), Set.of(400), ERROR, door.end(false), true, 1));
        }
        return kinds;
    }

    /** Hosts that break connections and fall silent, often; by chance some of it comes through. */
    static List<Kind> broken() {
        List<Kind> kinds = new ArrayList<>();
        for (SoakDoor door : SoakDoor.values()) {
            kinds.add(anyFailure(door, COMPATIBLE, Role.RESET, 2));
            kinds.add(anyFailure(door, CLAUDE, Role.RESET, 2));
            kinds.add(failed(door, CLAUDE, Role.CUT, true, 200));
            kinds.add(failed(door, COMPATIBLE, Role.CUT, true, 200));
        }
        kinds.add(anyFailure(SoakDoor.CHAT, OWN, Role.RESET, 2));
        return kinds;
    }

    /** A host that falls silent in its answer, for clients who do not wait long. */
    static Kind stalled(SoakDoor door) {
        return anyFailure(door, IMPATIENT, Role.STALL, 0);
    }

    /** A stream that waits for others. */
    static Kind held() {
        Numbered request = SoakDoor.CHAT.request(OWN, Role.HOLD, true, false);
        return new Kind("held", request, Set.of(200), SoakDoor.CHAT.end(true), ERROR, true, 0);
    }

    /** Reasoning to remember. */
    static Kind thought() {
        Numbered request = SoakDoor.CHAT.request(THINKER, Role.THINK, false, false);
        return new Kind("a thought", request, Set.of(200), "\"finish_reason\":\"tool_calls\"", ERROR, true, 0);
    }

    /** the turn after it, from a client that threw it away. */
    static Kind afterThought() {
        Numbered request = SoakDoor.afterThought(THINKER);
        return new Kind("after a thought", request, Set.of(200), SoakDoor.CHAT.end(true), ERROR, true, 0);
    }

    private static Kind whole(SoakDoor door, String model, boolean stream, boolean lengthy, int times) {
        String name = door + " to " + model + (stream ? " streamed" : " plain");
        Numbered request = door.request(model, Role.ANSWER, stream, lengthy);
        return new Kind(name, request, Set.of(200), door.end(stream), ERROR + ":{", true, times);
    }

    private static Kind failed(SoakDoor door, String model, Role role, boolean stream, int status) {
        String name = door + " to " + model + " plays " + role;
        Numbered request = door.request(model, role, stream, role == Role.ERROR);
        return new Kind(name, request, Set.of(status), ERROR, door.end(stream), true, 1);
    }

    private static Kind anyFailure(SoakDoor door, String model, Role role, int times) {
        String name = door + " to " + model + " plays " + role;
        Numbered request = door.request(model, role, true, false);
        return new Kind(name, request, Set.of(200, 502, 504), ERROR, door.end(true), false, times);
    }

    @Override
    public String toString() {
        return name;
    }
}
