package dev.parlance.schema;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The constants of an enum by name. */
final class EnumNames {
    private EnumNames() {}

    /** The names in the order of declaration, each with its description, which is empty when there is none. */
    static Map<String, String> of(Class<?> type) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Enum<?> constant : constants(type)) {
            names.put(constant.name(), description(type, constant));
        }
        return names;
    }

    /** The constant of that name, in any case and with any of {@code _}, {@code -} and blank between words; null when there is no single one. */
    static @Nullable Enum<?> find(Class<?> type, String name) {
        Enum<?> similar = null;
        int count = 0;
        for (Enum<?> constant : constants(type)) {
            if (constant.name().equals(name)) {
                return constant;
            }
            if (folded(constant.name()).equals(folded(name))) {
                similar = constant;
                count++;
            }
        }
        return count == 1 ? similar : null;
    }

    /** What is left of a name when its case and what joins its words do not count. */
    static String folded(String name) {
        return name.strip().replaceAll("[_\\- ]", "").toLowerCase(Locale.ROOT);
    }

    private static Enum<?>[] constants(Class<?> type) {
        return (Enum<?>[]) type.getEnumConstants();
    }

    private static String description(Class<?> type, Enum<?> constant) {
        try {
            String description = Member.description(type.getField(constant.name()));
            return description == null ? "" : description;
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("Every enum constant is a field", impossible);
        }
    }
}
