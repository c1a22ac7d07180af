package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of beta features: the header {@code anthropic-beta}, which some hosts and clients write as a member of the body. */
final class Betas {
    private Betas() {}

    /** Puts the client's header beside what its body may have named already. */
    static void read(@Nullable String header, ChatRequest.Builder builder, @Nullable RawJson inBody) {
        Set<String> names = new LinkedHashSet<>();
        addNames(inBody, names);
        addNames(header, names);
        if (!names.isEmpty()) {
            builder.extra(Names.BETA, RawJson.of(JsonValue.strings(names)));
        }
    }

    /** The headers of a request: the host's own betas first, then the caller's. */
    static Map<String, String> headers(NegotiatedRequest request) {
        RawJson asked = request.request().extraBody().get(Names.BETA);
        if (asked == null) {
            return Map.of();
        }
        Set<String> names = new LinkedHashSet<>();
        addNames(request.profile().headers().always().get(Names.BETA_HEADER), names);
        addNames(asked, names);
        return names.isEmpty() ? Map.of() : Map.of(Names.BETA_HEADER, String.join(",", names));
    }

    private static void addNames(@Nullable RawJson json, Set<String> names) {
        JsonValue value = json == null ? null : json.valueOrNull();
        if (value instanceof JsonString(String list)) {
            addNames(list, names);
        } else if (value instanceof JsonArray(List<JsonValue> elements)) {
            for (JsonValue element : elements) {
                addNames(element instanceof JsonString(String name) ? name : null, names);
            }
        }
    }

    /** What could not stand in a header is left out. */
    private static void addNames(@Nullable String list, Set<String> names) {
        if (list == null) {
            return;
        }
        for (String name : list.split(",", -1)) {
            String plain = name.strip();
            if (!plain.isEmpty() && plain.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
                names.add(plain);
            }
        }
    }
}
