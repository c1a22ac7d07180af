package dev.parlance.sandbox.responses;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is true of a model on the Responses API of one host.
 *
 * @param id the id without its date; refusals name it
 * @param snapshot the id that answers carry
 * @param reasons whether it is a reasoning model
 * @param efforts the effort levels it takes, empty when it takes none
 * @param defaultEffort the level when none is asked for, empty when it takes none
 * @param window input and output together, in tokens
 * @param mostOutput the output limit in tokens
 * @param traits what else sets it apart
 */
public record ResponsesModel(
        String id,
        String snapshot,
        boolean reasons,
        List<String> efforts,
        String defaultEffort,
        long window,
        long mostOutput,
        Set<Trait> traits) {
    private static final Pattern FAMILY = Pattern.compile("o(?=[0-9])|[a-z]+-?[0-9]*");

    /** Peculiarities of single models. */
    public enum Trait {
        /** It takes sampling parameters while it reasons. */
        FREE_SAMPLING,
        /** Its encrypted reasoning comes without being asked for. */
        SEALS_UNASKED,
        /** It never shows reasoning; the item is there only when it holds encrypted content. */
        SILENT,
        /** Its messages carry a phase. */
        PHASES,
        /** It remembers the reasoning of all turns and has modes. */
        ALL_TURNS,
        /** It cannot stream. */
        NO_STREAM,
        /** It has no summary of its reasoning. */
        NO_SUMMARY,
        /** Its output budget is ignored, and its answers end after 4,096 tokens. */
        BUDGET_IGNORED
    }

    public ResponsesModel {
        efforts = List.copyOf(efforts);
        traits = Set.copyOf(traits);
    }

    /** Whether it has the peculiarity. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The same model with a peculiarity more. */
    public ResponsesModel with(Trait trait) {
        Set<Trait> more = new HashSet<>(traits);
        more.add(trait);
        return new ResponsesModel(id, snapshot, reasons, efforts, defaultEffort, window, mostOutput, more);
    }

    /** Whether it thinks on this request. */
    boolean thinks(ResponsesBody body) {
        return reasons && !effort(body).equals("none");
    }

    /** The effort in effect, empty when it takes none. */
    String effort(ResponsesBody body) {
        String asked = body.effort();
        return asked == null ? defaultEffort : asked;
    }

    /** Models that can open each other's reasoning: the name up to the first whole number, the o-series as one. */
    String family() {
        Matcher family = FAMILY.matcher(id.toLowerCase(Locale.ROOT));
        return family.lookingAt() ? family.group() : id;
    }
}
