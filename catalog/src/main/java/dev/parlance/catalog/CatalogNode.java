package dev.parlance.catalog;

import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place in a catalog file: the value, the way to it, and the evidence and reason that an enclosing object gave. All its complaints name
 * file and place. Immutable.
 */
final class CatalogNode {
    private final String file;
    private final String pointer;
    private final JsonValue value;
    private final @Nullable String reason;
    private final @Nullable String evidence;
    private final boolean evidenceNeeded;

    private CatalogNode(
            String file,
            String pointer,
            JsonValue value,
            @Nullable String reason,
            @Nullable String evidence,
            boolean evidenceNeeded) {
        this.file = file;
        this.pointer = pointer;
        this.value = value;
        this.evidenceNeeded = evidenceNeeded;
        this.reason = stated("reason", reason);
        this.evidence = stated("evidence", evidence);
    }

    /** The root of a file of ours. */
    static CatalogNode of(String file, JsonValue value) {
        return new CatalogNode(file, "", value, null, null, true);
    }

    /** A place in a file of the user, who need not prove anything. */
    static CatalogNode ofUser(String file, String pointer, JsonValue value) {
        return new CatalogNode(file, pointer, value, null, null, false);
    }

    private @Nullable String stated(String name, @Nullable String inherited) {
        JsonValue own = value instanceof JsonObject object ? object.get(name) : null;
        if (own == null) {
            return inherited;
        }
        if (own instanceof JsonString(String text) && !text.isBlank()) {
            return text;
        }
        throw wrong(name + " must be a sentence");
    }

    /** Where this stands and why; an error when our own data gives no evidence. */
    Source source() {
        if (evidence == null && evidenceNeeded) {
            throw wrong("there is no evidence for this: add \"evidence\" here or to the object around it");
        }
        return new Source(file, pointer, reason, evidence);
    }

    /** The value of a setting that may be written plainly or as {@code {"is": value, "reason": ..., "evidence": ...}}. */
    CatalogNode plain() {
        if (value instanceof JsonObject object && object.get("is") != null) {
            members("is", "reason", "evidence");
            JsonValue inner = object.get("is");
            return new CatalogNode(file, pointer, inner == null ? value : inner, reason, evidence, evidenceNeeded);
        }
        return this;
    }

    JsonValue value() {
        return value;
    }

    boolean isNull() {
        return value instanceof JsonNull;
    }

    boolean isArray() {
        return value instanceof JsonArray;
    }

    /** The members, none of them outside the given names. */
    Map<String, CatalogNode> members(String... allowed) {
        Map<String, CatalogNode> members = members();
        List<String> known = List.of(allowed);
        for (Map.Entry<String, CatalogNode> member : members.entrySet()) {
            if (!known.contains(member.getKey())) {
                throw member.getValue().wrong(unknown("member", member.getKey(), known));
            }
        }
        return members;
    }

    /** The members, whatever they are called, but for {@code reason} and {@code evidence}. */
    Map<String, CatalogNode> entries() {
        Map<String, CatalogNode> entries = members();
        entries.remove("reason");
        entries.remove("evidence");
        return entries;
    }

    private Map<String, CatalogNode> members() {
        if (!(value instanceof JsonObject(var members))) {
            throw wrong("this must be an object");
        }
        Map<String, CatalogNode> nodes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            nodes.put(member.getKey(), child(member.getKey(), member.getValue()));
        }
        return nodes;
    }

    /** The elements, each at the place of the whole array; a single value that is no array counts as one. */
    List<CatalogNode> oneOrMany() {
        if (!(value instanceof JsonArray(var elements))) {
            return List.of(this);
        }
        List<CatalogNode> nodes = new ArrayList<>();
        for (JsonValue element : elements) {
            nodes.add(new CatalogNode(file, pointer, element, reason, evidence, evidenceNeeded));
        }
        return nodes;
    }

    List<CatalogNode> elements() {
        if (!(value instanceof JsonArray(var elements))) {
            throw wrong("this must be an array");
        }
        List<CatalogNode> nodes = new ArrayList<>();
        for (int index = 0; index < elements.size(); index++) {
            nodes.add(child(Integer.toString(index), elements.get(index)));
        }
        return nodes;
    }

    private CatalogNode child(String name, JsonValue child) {
        return new CatalogNode(
                file, pointer.isEmpty() ? name : pointer + "/" + name, child, reason, evidence, evidenceNeeded);
    }

    String text() {
        if (value instanceof JsonString(String text) && !text.isEmpty()) {
            return text;
        }
        throw wrong("this must be a text");
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (CatalogNode element : elements()) {
            texts.add(element.text());
        }
        return List.copyOf(texts);
    }

    boolean truth() {
        if (value instanceof JsonBoolean(boolean truth)) {
            return truth;
        }
        throw wrong("this must be true or false");
    }

    JsonNumber number() {
        if (value instanceof JsonNumber number) {
            return number;
        }
        throw wrong("this must be a number");
    }

    long wholeNumber() {
        Long whole = number().wholeNumber();
        if (whole == null || whole < 0) {
            throw wrong("this must be a whole number that is not negative");
        }
        return whole;
    }

    /** The constant with that label. */
    <T extends Enum<T> & ReasoningFacts.Labelled> T label(Class<T> type) {
        String text = text();
        List<String> labels = new ArrayList<>();
        for (T constant : type.getEnumConstants()) {
            if (constant.label().equals(text)) {
                return constant;
            }
            labels.add(constant.label());
        }
        throw wrong(unknown("word", text, labels));
    }

    /** The fault of a word that is none of the known ones. */
    static String unknown(String kind, String word, Collection<String> known) {
        return "there is no " + kind + " \"" + word + "\"; known are " + String.join(", ", known);
    }

    /** An error at this place. */
    ParlanceException wrong(String what) {
        return new ParlanceException.Misconfigured(Failure.of(
                file + (pointer.isEmpty() ? "" : "#" + pointer) + ": " + what,
                evidenceNeeded
                        ? "This is a fault of the catalog data itself; please report it."
                        : "Correct that setting in " + file + "."));
    }
}
