package dev.parlance.schema;

import dev.parlance.schema.Definition.Fields;
import dev.parlance.schema.Definition.Variants;
import dev.parlance.schema.Shape.Named;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks into records and sealed interfaces. Hidden ones are opened: a caller's record need not be public. */
final class Definitions {
    /** Names of the member that tells the records of a sealed interface apart; the first that no record uses. */
    private static final List<String> DISCRIMINATORS = List.of("type", "kind", "variant", "recordType");

    private final TypeDescriber describer;

    Definitions(TypeDescriber describer) {
        this.describer = describer;
    }

    Fields fields(Named named, String path) {
        Class<?> type = named.type();
        Map<TypeVariable<?>, Shape> variables = new HashMap<>();
        for (int index = 0; index < named.arguments().size(); index++) {
            variables.put(type.getTypeParameters()[index], named.arguments().get(index));
        }
        List<Member> members = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Shape shape = describer.shape(
                    component.getGenericType(),
                    component.getAnnotatedType(),
                    variables,
                    path + "." + component.getName());
            Method accessor = component.getAccessor();
            open(accessor, path);
            members.add(new Member(
                    component.getName(),
                    TypeDescriber.orMissing(shape, component),
                    Member.description(component),
                    accessor));
        }
        return new Fields(List.copyOf(members), constructor(type, path));
    }

    Variants variants(Named named, String path) {
        Class<?> type = named.type();
        if (!type.isInterface() || !type.isSealed() || !named.arguments().isEmpty()) {
            throw new UndescribableType(
                    path,
                    named.word()
                            + " is neither a record, an enum, a sealed interface of records without type parameters, nor one of the"
                            + " known types (List, Set, Map with String keys, Optional, numbers, String, Instant, LocalDate,"
                            + " Duration, UUID, JsonValue).");
        }
        Map<String, Named> records = new LinkedHashMap<>();
        collect(type, records, path);
        return new Variants(discriminator(records, path), records);
    }

    private void collect(Class<?> sealed, Map<String, Named> records, String path) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            String inner = path + "(" + permitted.getSimpleName() + ")";
            if (permitted.isInterface() && permitted.isSealed()) {
                collect(permitted, records, path);
            } else if (!permitted.isRecord()) {
                throw new UndescribableType(inner, "a sealed interface may permit records only.");
            } else {
                Named variant = (Named) describer.shape(permitted, null, Map.of(), inner);
                Named other = records.putIfAbsent(permitted.getSimpleName(), variant);
                if (other != null && !other.equals(variant)) {
                    throw new UndescribableType(inner, "another record of the same interface has this name too.");
                }
            }
        }
    }

    private String discriminator(Map<String, Named> records, String path) {
        for (String name : DISCRIMINATORS) {
            boolean free = records.values().stream()
                    .flatMap(variant -> Arrays.stream(variant.type().getRecordComponents()))
                    .noneMatch(component -> component.getName().equals(name));
            if (free) {
                return name;
            }
        }
        throw new UndescribableType(
                path,
                "its records use up all names of the member that tells them apart (" + String.join(", ", DISCRIMINATORS)
                        + "). Rename a component.");
    }

    private static Constructor<?> constructor(Class<?> type, String path) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            open(constructor, path);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("Every record has its canonical constructor", impossible);
        }
    }

    static void open(AccessibleObject hidden, String path) {
        if (!hidden.trySetAccessible()) {
            throw new UndescribableType(
                    path, "its module keeps it closed. Open its package to Parlance in module-info.java.");
        }
    }
}
