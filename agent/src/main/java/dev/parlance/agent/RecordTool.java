package dev.parlance.agent;

import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.JsonSchemas;
import dev.parlance.schema.Reading;
import dev.parlance.schema.RecordReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A tool whose arguments are a record. */
record RecordTool<A extends Record>(
        String name,
        String description,
        RawJson parameters,
        @Nullable Duration deadline,
        RecordReader<A> reader,
        RecordBody<A> body)
        implements Tool {

    static <A extends Record> RecordTool<A> of(
            String name, String description, Class<A> arguments, @Nullable Duration deadline, RecordBody<A> body) {
        RawJson schema = Arguments.schema(form -> JsonSchemas.of(arguments, form));
        return new RecordTool<>(name, description, schema, deadline, RecordReader.of(arguments), body);
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws Exception {
        return switch (reader.read(call.arguments())) {
            case Reading.Value<A>(A arguments) -> ReturnedValue.result(body.call(arguments, context));
            case Reading.Errors<A> errors -> Arguments.misfit(errors);
        };
    }
}
