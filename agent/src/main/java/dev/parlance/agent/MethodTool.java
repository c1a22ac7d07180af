package dev.parlance.agent;

import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.Reading;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of an object as a tool.
 *
 * @param result the type by which its value is shown, or null to look at the value alone
 */
record MethodTool(
        String name,
        String description,
        MethodArguments arguments,
        @Nullable Duration deadline,
        Object owner,
        Method method,
        @Nullable Type result)
        implements Tool {
    @Override
    public RawJson parameters() {
        return arguments.schema();
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws Exception {
        return switch (arguments.read(call.arguments())) {
            case Reading.Value<List<@Nullable Object>> read -> {
                Object returned = invoked(all(read.value(), call, context));
                yield result == null ? ReturnedValue.result(returned) : ReturnedValue.result(result, returned);
            }
            case Reading.Errors<List<@Nullable Object>> errors -> Arguments.misfit(errors);
        };
    }

    private @Nullable Object[] all(List<@Nullable Object> values, ToolCall call, ToolContext context) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] all = new @Nullable Object[types.length];
        Iterator<@Nullable Object> read = values.iterator();
        for (int index = 0; index < types.length; index++) {
            if (types[index] == ToolContext.class) {
                all[index] = context;
            } else {
                all[index] = types[index] == ToolCall.class ? call : read.next();
            }
        }
        return all;
    }

    private @Nullable Object invoked(@Nullable Object[] all) throws Exception {
        try {
            return method.invoke(owner, all);
        } catch (InvocationTargetException thrown) {
            throw switch (thrown.getCause()) {
                case Exception own -> own;
                case Error fatal -> throw fatal;
                case null, default -> thrown;
            };
        }
    }
}
