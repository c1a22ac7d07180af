package dev.parlance.dialects.openaichat;

import static java.util.Map.entry;

import dev.parlance.core.raw.RawShape;
import dev.parlance.core.raw.RawShape.Cut;
import java.util.Map;
import java.util.Set;

/** Where a Chat request holds long strings that are passed on without a look at their words. */
public final class ChatShape {
    /** The shape. */
    public static final RawShape SHAPE = RawShape.of(Set.of())
            .with(
                    "messages",
                    Map.ofEntries(
                            entry(Names.CONTENT, Cut.WORDS),
                            entry("text", Cut.WORDS),
                            entry("refusal", Cut.WORDS),
                            entry("thinking", Cut.WORDS),
                            entry(Names.REASONING_CONTENT, Cut.WORDS),
                            entry(Names.REASONING, Cut.WORDS),
                            entry(Names.REASONING_TEXT, Cut.WORDS),
                            entry("arguments", Cut.ARGUMENTS),
                            entry("url", Cut.DATA_URL),
                            entry("image_url", Cut.DATA_URL),
                            entry("file_data", Cut.DATA_URL),
                            entry("data", Cut.BASE64),
                            entry("signature", Cut.TOKEN),
                            entry("thought_signature", Cut.TOKEN),
                            entry(Names.REASONING_OPAQUE, Cut.TOKEN)))
            .with("tools", Map.of("description", Cut.WORDS));

    private ChatShape() {}
}
