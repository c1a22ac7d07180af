package dev.parlance.dialects.openairesponses;

import static java.util.Map.entry;

import dev.parlance.core.raw.RawShape;
import dev.parlance.core.raw.RawShape.Cut;
import java.util.Map;
import java.util.Set;

/** Where a Responses request holds long strings that are passed on without a look at their words. */
public final class ResponsesShape {
    /** The shape. */
    public static final RawShape SHAPE = RawShape.of(Set.of())
            .with(
                    Names.INPUT,
                    Names.INPUT,
                    Cut.WORDS,
                    Map.ofEntries(
                            entry(Names.CONTENT, Cut.WORDS),
                            entry("text", Cut.WORDS),
                            entry("refusal", Cut.WORDS),
                            entry("output", Cut.WORDS),
                            entry("arguments", Cut.ARGUMENTS),
                            entry("image_url", Cut.DATA_URL),
                            entry("file_data", Cut.DATA_URL),
                            entry("data", Cut.BASE64),
                            entry(Names.ENCRYPTED_CONTENT, Cut.TOKEN)))
            .with(Names.INSTRUCTIONS, Names.INSTRUCTIONS, Cut.WORDS, Map.of())
            .with("tools", Map.of("description", Cut.WORDS));

    private ResponsesShape() {}
}
