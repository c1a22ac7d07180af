package dev.parlance.schema;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for a value of one type. Immutable and thread-safe; make one and keep it.
 *
 * <p>Hosts want an object outermost, so a list, an enum or a sealed interface stands in the member {@code value} of one.
 */
public final class StructuredOutput<T> {
    private static final String WRAPPER = "value";

    private final TypeModel model;
    private final boolean wrapped;
    private final ResponseFormat.JsonSchema format;

    private StructuredOutput(TypeModel model, SchemaForm form, @Nullable String description) {
        this.model = model;
        this.wrapped =
                !(model.root() instanceof Shape.Named named && named.type().isRecord());
        JsonObject schema = wrapped ? SchemaWriter.object(model, wrapper(), form) : SchemaWriter.schema(model, form);
        this.format = new ResponseFormat.JsonSchema(
                SchemaNames.ofFormat(model.name()),
                description,
                RawJson.of(schema),
                form == SchemaForm.STRICT,
                Members.NONE);
    }

    /** For that type, in the strict form. @throws UndescribableType when a part of it has no JSON Schema */
    public static <T> StructuredOutput<T> of(Class<T> type) {
        return of(type, SchemaForm.STRICT);
    }

    /** For that type, in that form. @throws UndescribableType when a part of it has no JSON Schema in that form */
    public static <T> StructuredOutput<T> of(Class<T> type, SchemaForm form) {
        return new StructuredOutput<>(TypeModel.of(type), form, Member.description(type));
    }

    /** For a list of that type, in the strict form. @throws UndescribableType when a part of it has no JSON Schema */
    public static <E> StructuredOutput<List<E>> ofList(Class<E> type) {
        TypeModel element = TypeModel.of(type);
        Shape list = new Shape.ListOf(element.root());
        return new StructuredOutput<>(
                new TypeModel(list.word(), list, element.definitions()), SchemaForm.STRICT, Member.description(type));
    }

    /** The response format to ask with. */
    public ResponseFormat.JsonSchema format() {
        return format;
    }

    /** The request, asking for this type. */
    public ChatRequest request(ChatRequest request) {
        return request.toBuilder().responseFormat(format).build();
    }

    /**
     * The value in an answer, or everything that is wrong with its text.
     *
     * @throws ParlanceException when the answer is none: its own error; {@code EmptyResponse}; {@code ContentFiltered} when a filter or the
     *     model itself refused; {@code StreamTruncated} when the output budget cut it; {@code UnsupportedRequest} when it only calls tools
     */
    public Reading<T> read(ChatResponse response) {
        AnswerEnd.check(response);
        return switch (AnswerText.json(response.text())) {
            case Reading.Value<JsonValue>(JsonValue json) -> read(json);
            case Reading.Errors<JsonValue>(List<ReadingError> errors) -> new Reading.Errors<>(errors);
        };
    }

    /**
     * Asks and reads. When the text does not fit, the model sees its answer and the errors and is asked again.
     *
     * @param correctiveRetries how many times at most; 0 for never, 1 is sensible
     * @throws ParlanceException as {@link #read(ChatResponse)} does, and {@code MalformedResponse} when the last answer does not fit either
     */
    public StructuredAnswer<T> ask(ChatModel chat, ChatRequest request, int correctiveRetries) {
        ChatRequest asked = request(request);
        Usage usage = null;
        for (int corrections = 0; ; corrections++) {
            ChatResponse response = chat.generate(asked);
            usage = sum(usage, response.usage());
            switch (read(response)) {
                case Reading.Value<T>(T value) -> {
                    return new StructuredAnswer<>(value, response, usage, corrections);
                }
                case Reading.Errors<T> errors -> {
                    if (corrections >= correctiveRetries) {
                        throw unfit(errors, response, corrections);
                    }
                    asked = asked.toBuilder()
                            .message(response.message())
                            .message(Message.user("Your answer does not fit what was asked for:\n" + errors.listed()
                                    + "\nAnswer again with the whole corrected JSON and nothing else."))
                            .build();
                }
            }
        }
    }

    private Reading<T> read(JsonValue json) {
        ValueReader reader = new ValueReader(model);
        return reader.reading(
                isInWrapper(json)
                        ? reader.members(wrapper(), (JsonObject) json, Place.ROOT)[0]
                        : reader.read(model.root(), json, Place.ROOT));
    }

    /** A host that took no schema may have let the model leave the wrapper out. */
    private boolean isInWrapper(JsonValue json) {
        return wrapped
                && json instanceof JsonObject object
                && (object.get(WRAPPER) != null || !(model.root() instanceof Shape.Named));
    }

    private List<Member> wrapper() {
        return List.of(new Member(WRAPPER, model.root(), null, null));
    }

    private ParlanceException unfit(Reading.Errors<T> errors, ChatResponse response, int corrections) {
        String again = corrections == 0
                ? ""
                : " even after " + corrections + (corrections == 1 ? " correction" : " corrections");
        return new ParlanceException.MalformedResponse(Failure.of(
                        "The answer does not fit " + model.name() + again + ":\n" + errors.listed(),
                        "Allow a corrective retry, say in the prompt what the members mean, or take a model that supports"
                                + " structured output.")
                .withBody(response.text()));
    }

    private static @Nullable Usage sum(@Nullable Usage one, @Nullable Usage other) {
        return one == null ? other : other == null ? one : one.plus(other);
    }
}
