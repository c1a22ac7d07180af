package dev.parlance.dialects.gemini;

import static java.util.Map.entry;

import dev.parlance.core.raw.RawShape;
import dev.parlance.core.raw.RawShape.Cut;
import java.util.Map;
import java.util.Set;

/** Where a Gemini request holds long strings that are passed on without a look at their words. */
public final class ContentsShape {
    private static final String SYSTEM = "systemInstruction";
    private static final Map<String, Cut> TEXT = Map.of("text", Cut.WORDS);

    /** The shape. */
    public static final RawShape SHAPE = RawShape.of(Set.of("args"))
            .with(
                    "contents",
                    Map.ofEntries(
                            entry("text", Cut.WORDS),
                            entry("output", Cut.WORDS),
                            entry("result", Cut.WORDS),
                            entry("content", Cut.WORDS),
                            entry("data", Cut.BASE64),
                            entry(Names.SIGNATURE, Cut.TOKEN),
                            entry("thought_signature", Cut.TOKEN)))
            .with(SYSTEM, SYSTEM, Cut.WORDS, TEXT)
            .with("system_instruction", SYSTEM, Cut.WORDS, TEXT)
            .with("tools", Map.of("description", Cut.WORDS));

    private ContentsShape() {}
}
