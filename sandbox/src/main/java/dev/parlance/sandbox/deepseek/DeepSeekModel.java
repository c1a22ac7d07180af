package dev.parlance.sandbox.deepseek;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model of DeepSeek.
 *
 * @param id the id that answers carry
 * @param window input and output together, in tokens
 * @param mostOutput the output limit in tokens
 * @param sight whether pictures are read
 */
record DeepSeekModel(String id, Generation generation, long window, long mostOutput, boolean sight) {
    private static final DeepSeekModel FLASH = fourth("deepseek-v4-flash", false);
    private static final List<DeepSeekModel> LISTED =
            List.of(FLASH, fourth("deepseek-v4-pro", false), fourth("deepseek-v4-flash-vision-exp", true));

    /** Retired in July 2026; they still answer here so that the rules of their generations can be tried. */
    private static final List<DeepSeekModel> RETIRED = List.of(
            third("deepseek-chat", Generation.V3_2),
            third("deepseek-reasoner", Generation.V3_2),
            third("deepseek-r1", Generation.R1));

    private static final Map<String, DeepSeekModel> UNLISTED =
            RETIRED.stream().collect(Collectors.toMap(DeepSeekModel::id, Function.identity()));

    static List<String> ids() {
        return LISTED.stream().map(DeepSeekModel::id).toList();
    }

    static @Nullable DeepSeekModel find(String id) {
        if (id.equals("deepseek-flash")) {
            return FLASH;
        }
        return LISTED.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElse(UNLISTED.get(id));
    }

    /** Whether thinking is in effect: V4 thinks unless it is told not to, V3.2 as deepseek-chat only when it is told to. */
    boolean thinks(ChatBody body) {
        JsonObject thinking = body.members().object("thinking");
        String type = thinking == null ? null : thinking.text("type");
        return switch (generation) {
            case V4 -> !"disabled".equals(type);
            case V3_2 -> id.equals("deepseek-reasoner") || type != null && !type.equals("disabled");
            case R1 -> true;
        };
    }

    private static DeepSeekModel fourth(String id, boolean sight) {
        return new DeepSeekModel(id, Generation.V4, 1_048_576, 393_216, sight);
    }

    private static DeepSeekModel third(String id, Generation generation) {
        return new DeepSeekModel(id, generation, 131_072, 65_536, false);
    }
}
