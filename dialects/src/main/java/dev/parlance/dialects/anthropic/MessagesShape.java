package dev.parlance.dialects.anthropic;

import static java.util.Map.entry;

import dev.parlance.core.raw.RawShape;
import dev.parlance.core.raw.RawShape.Cut;
import java.util.Map;
import java.util.Set;

/** Where a Messages request holds long strings that are passed on without a look at their words. */
public final class MessagesShape {
    /** The shape. */
    public static final RawShape SHAPE = RawShape.of(Set.of("input"))
            .with(
                    "messages",
                    Map.ofEntries(
                            entry(Names.CONTENT, Cut.WORDS),
                            entry("text", Cut.WORDS),
                            entry(Names.THINKING, Cut.WORDS),
                            entry(Names.DATA, Cut.BASE64),
                            entry(Names.SIGNATURE, Cut.TOKEN)))
            .with("system", "system", Cut.WORDS, Map.of("text", Cut.WORDS))
            .with("tools", Map.of("description", Cut.WORDS));

    private MessagesShape() {}
}
