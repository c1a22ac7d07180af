package dev.parlance.sandbox.chat;

import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model that always says the same to the same request. It thinks when it may, calls the first offered tool when the last message is a
 * user's, and otherwise answers in text that quotes what it was given.
 */
public final class SimulatedModel {
    private static final int LONGEST_QUOTE = 400;
    private static final String REFUSAL = "I'm sorry, I can't assist with that.";

    private final ChatBody body;
    private final boolean thinks;
    private final CallIds ids;
    private final Faults faults;

    private SimulatedModel(ChatBody body, boolean thinks, CallIds ids, Faults faults) {
        this.body = body;
        this.thinks = thinks;
        this.ids = ids;
        this.faults = faults;
    }

    /**
     * What the model says.
     *
     * @param thinks whether thinking is in effect for this model and request
     */
    public static Reply reply(ChatBody body, boolean thinks, CallIds ids, Faults faults) {
        return new SimulatedModel(body, thinks, ids, faults).reply();
    }

    private Reply reply() {
        List<Piece> pieces = new ArrayList<>();
        Finish finish = Finish.STOP;
        List<JsonObject> chosen = chosenTools();
        if (thinks) {
            Pieces.words(thought(chosen)).forEach(word -> pieces.add(new Piece.Reasoning(word)));
        }
        if (faults.thinkOnly()) {
            finish = Finish.LENGTH;
        } else if (chosen.isEmpty()) {
            Pieces.words(answer()).forEach(word -> pieces.add(new Piece.Text(word)));
            if (faults.contentFilter()) {
                finish = Finish.CONTENT_FILTER;
                pieces.subList(pieces.size() - pieces.size() / 4, pieces.size()).clear();
            }
        } else {
            finish = Finish.TOOL_CALLS;
            call(chosen, pieces);
        }
        return counted(pieces, finish);
    }

    private Reply counted(List<Piece> pieces, Finish finish) {
        Long budget = body.outputBudget();
        List<Piece> kept = new ArrayList<>();
        long output = 0;
        long reasoning = 0;
        boolean exhausted = false;
        for (Piece piece : pieces) {
            if (budget != null && output >= budget) {
                exhausted = true;
                break;
            }
            kept.add(piece);
            output += piece instanceof Piece.CallStart ? 0 : 1;
            reasoning += piece instanceof Piece.Reasoning ? 1 : 0;
        }
        TokenCount tokens = new TokenCount(TokenEstimate.of(body), cachedTokens(), reasoning, output);
        return new Reply(kept, exhausted ? Finish.LENGTH : finish, tokens);
    }

    private long cachedTokens() {
        List<JsonObject> messages = body.messages();
        for (int index = messages.size() - 1; index > 0; index--) {
            if ("assistant".equals(messages.get(index).text("role"))) {
                return TokenEstimate.messages(messages.subList(0, index));
            }
        }
        return 0;
    }

    private List<JsonObject> chosenTools() {
        List<JsonObject> tools = body.tools();
        String choice = body.toolChoice();
        boolean forced = "required".equals(choice) || "specified".equals(choice);
        boolean mustTalk = faults.tokens() > 0 || faults.contentFilter() || faults.refusal();
        if (tools.isEmpty() || "none".equals(choice) || mustTalk) {
            return List.of();
        }
        if (!forced && !"user".equals(lastRole())) {
            return List.of();
        }
        String demanded = body.demandedTool();
        if (demanded != null) {
            return tools.stream()
                    .filter(tool -> demanded.equals(name(tool)))
                    .limit(1)
                    .toList();
        }
        return body.lastUserText().contains("all tools") ? tools : tools.subList(0, 1);
    }

    /** Whose turn came last. Notes of the system behind it are no turn: Claude Code puts some behind what its user said (seen with 2.1.197). */
    private String lastRole() {
        for (JsonObject message : body.messages().reversed()) {
            String role = message.text("role");
            if (role != null && !role.equals("system") && !role.equals("developer")) {
                return role;
            }
        }
        return "";
    }

    private void call(List<JsonObject> tools, List<Piece> pieces) {
        int earlier = 0;
        for (JsonObject message : body.messages()) {
            earlier += message.elements("tool_calls").size();
        }
        for (int index = 0; index < tools.size(); index++) {
            String name = name(tools.get(index));
            pieces.add(new Piece.CallStart(index, ids.id(name, earlier + index), name));
            for (String part : Pieces.fragments(Json.text(arguments(tools.get(index))))) {
                pieces.add(new Piece.CallArguments(index, part));
            }
        }
    }

    private static JsonValue arguments(JsonObject tool) {
        JsonObject function = tool.object("function");
        JsonObject schema = function == null ? null : function.object("parameters");
        if (schema != null) {
            return SchemaSample.of(schema, name(tool));
        }
        return name(tool).startsWith("$") ? object("search_result", object("search_id", "sandbox")) : JsonObject.EMPTY;
    }

    private static String name(JsonObject tool) {
        JsonObject function = tool.object("function");
        String name = function == null ? tool.text("name") : function.text("name");
        return name == null ? "" : name;
    }

    private String thought(List<JsonObject> chosen) {
        String asked = "The user asks: “" + quote(Faults.without(body.lastUserText()), 60) + "”. ";
        if (faults.thinkOnly()) {
            return asked + "That needs much thought. First one thing, then another, then a third, and so on …";
        }
        if (!chosen.isEmpty()) {
            return asked + "I should call "
                    + chosen.stream().map(tool -> "`" + name(tool) + "`").collect(Collectors.joining(" and "))
                    + " to find out.";
        }
        return asked
                + ("tool".equals(lastRole())
                        ? "The tools have answered, so I can sum up."
                        : "I can answer that directly. Let me be brief.");
    }

    private String answer() {
        if (faults.refusal()) {
            return REFUSAL;
        }
        if (faults.tokens() > 0) {
            return " word".repeat(faults.tokens()).substring(1);
        }
        String text = structured();
        if (text == null) {
            text = "tool".equals(lastRole()) ? toolSummary() : echo();
        }
        for (String word : body.stopWords()) {
            int at = word.isEmpty() ? -1 : text.indexOf(word);
            text = at < 0 ? text : text.substring(0, at);
        }
        return text;
    }

    private String echo() {
        return "You said: “" + quote(Faults.without(body.lastUserText()), LONGEST_QUOTE) + "”. "
                + "This is a simulated answer of " + body.model()
                + ". Nothing left this machine — naïve, but free of charge ✅ 你好 👋🏽.";
    }

    private String toolSummary() {
        Map<String, String> names = new HashMap<>();
        List<String> results = new ArrayList<>();
        for (JsonObject message : body.messages()) {
            for (JsonValue call : message.elements("tool_calls")) {
                if (call instanceof JsonObject object && object.get("id") instanceof JsonString(String id)) {
                    names.put(id, name(object));
                }
            }
            if ("assistant".equals(message.text("role"))) {
                results.clear();
            }
            if ("tool".equals(message.text("role"))) {
                String id = message.text("tool_call_id");
                results.add((id == null ? "tool" : names.getOrDefault(id, "tool")) + " → "
                        + quote(ChatBody.textOf(message.get("content")), LONGEST_QUOTE));
            }
        }
        return "The tools answered: " + String.join("; ", results) + ". That is all I need ✅.";
    }

    private @Nullable String structured() {
        JsonObject format = body.members().object("response_format");
        String type = format == null ? null : format.text("type");
        if (format == null || type == null || type.equals("text")) {
            return null;
        }
        JsonObject wrapper = format.object("json_schema");
        JsonObject schema = wrapper == null ? null : wrapper.object("schema");
        return Json.text(schema == null ? object("answer", echo()) : SchemaSample.of(schema, "answer"));
    }

    private static String quote(String text, int longest) {
        String oneLine = text.strip();
        return oneLine.codePointCount(0, oneLine.length()) <= longest
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, longest)) + "…";
    }
}
