package dev.parlance.agent;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.JsonSchemas;
import dev.parlance.schema.UndescribableType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the methods of an object that are tools. Reflection has no order of its own, so names give one: equal requests get equal bytes. */
final class MethodTools {
    /** Results that need no schema: they are text, or are looked at when they are there. */
    private static final Set<Class<?>> SHOWN_AS_THEY_ARE = Set.of(
            void.class, Void.class, Object.class, String.class, CharSequence.class, ToolResult.class, RawJson.class);

    private MethodTools() {}

    static List<Tool> of(Object owner) {
        if (owner instanceof Class<?> type) {
            throw new IllegalArgumentException(
                    "The methods of an object are tools, not those of a class. Pass an object of "
                            + type.getSimpleName() + ".");
        }
        TreeMap<String, MethodTool> byName = new TreeMap<>();
        for (Method method : annotated(owner.getClass())) {
            MethodTool tool = tool(owner, method);
            MethodTool other = byName.putIfAbsent(tool.name(), tool);
            if (other != null) {
                throw new IllegalArgumentException("Two methods are tools called “" + tool.name() + "”: "
                        + words(other.method()) + " and " + words(method)
                        + ". Call one of them otherwise with @ToolFunction(name = …).");
            }
        }
        if (byName.isEmpty()) {
            throw new IllegalArgumentException(owner.getClass().getSimpleName()
                    + " has no tools. Annotate the methods that a model may call with @ToolFunction.");
        }
        return List.copyOf(byName.values());
    }

    private static MethodTool tool(Object owner, Method method) {
        ToolFunction function = method.getAnnotation(ToolFunction.class);
        if (Modifier.isStatic(method.getModifiers())) {
            throw new IllegalArgumentException(
                    words(method) + " is static, and a tool belongs to an object. Make it a method of the object.");
        }
        if (function.deadlineMillis() < 0) {
            throw new IllegalArgumentException(
                    words(method) + " has a deadline below zero: " + function.deadlineMillis() + " ms.");
        }
        if (!method.trySetAccessible()) {
            throw new IllegalArgumentException(
                    words(method)
                            + " cannot be called: its module keeps it closed. Open its package to Parlance in module-info.java.");
        }
        return new MethodTool(
                function.name().isEmpty() ? method.getName() : function.name(),
                function.description(),
                arguments(method),
                function.deadlineMillis() == 0 ? null : Duration.ofMillis(function.deadlineMillis()),
                owner,
                method,
                result(method));
    }

    private static MethodArguments arguments(Method method) {
        try {
            return MethodArguments.of(method);
        } catch (UndescribableType unread) {
            throw new IllegalArgumentException(words(method) + " cannot be a tool. " + unread.getMessage(), unread);
        }
    }

    /** The type by which a result is shown, or null. A result that cannot be shown is better noticed here than after the first call. */
    private static @Nullable Type result(Method method) {
        Class<?> raw = method.getReturnType();
        if (SHOWN_AS_THEY_ARE.contains(raw) || JsonValue.class.isAssignableFrom(raw)) {
            return null;
        }
        Type type = method.getGenericReturnType();
        try {
            JsonSchemas.of(type);
            return type;
        } catch (UndescribableType unshown) {
            throw new IllegalArgumentException(
                    words(method) + " cannot be a tool, for its result cannot be shown to a model. "
                            + unshown.getMessage() + " A String or a ToolResult always can.",
                    unshown);
        }
    }

    /** The annotated methods, each once, those of the class itself before the ones they override. */
    private static List<Method> annotated(Class<?> type) {
        Set<List<Object>> signatures = new LinkedHashSet<>();
        List<Method> methods = new ArrayList<>();
        for (Class<?> declaring : lineage(type)) {
            Arrays.stream(declaring.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(ToolFunction.class) && !method.isBridge())
                    .sorted(Comparator.comparing(Method::toGenericString))
                    .filter(method -> signatures.add(signature(method)))
                    .forEach(methods::add);
        }
        return methods;
    }

    private static List<Object> signature(Method method) {
        Object scope = Modifier.isPrivate(method.getModifiers()) ? method.getDeclaringClass() : "inherited";
        return List.of(scope, method.getName(), List.of(method.getParameterTypes()));
    }

    /** The class, its superclasses, and then all their interfaces. */
    private static Set<Class<?>> lineage(Class<?> type) {
        Set<Class<?>> lineage = new LinkedHashSet<>();
        for (Class<?> above = type; above != null; above = above.getSuperclass()) {
            lineage.add(above);
        }
        for (Class<?> declaring : List.copyOf(lineage)) {
            interfaces(declaring, lineage);
        }
        return lineage;
    }

    private static void interfaces(Class<?> type, Set<Class<?>> lineage) {
        for (Class<?> above : type.getInterfaces()) {
            lineage.add(above);
            interfaces(above, lineage);
        }
    }

    /** The method as people write it, for example {@code Clock.now(String)}. */
    private static String words(Method method) {
        List<String> parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .toList();
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + String.join(", ", parameters)
                + ")";
    }
}
