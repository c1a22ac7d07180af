package dev.parlance.conformance;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content.ToolCall;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** Tools: offered, called, answered. */
final class ToolScenarios {
    static final Tool.Function WEATHER = new Tool.Function(
            "get_weather", "Tells the weather of a city.", schema("city", "The city, for example Bergen"));
    private static final Tool.Function TIME =
            new Tool.Function("get_time", "Tells the local time of a city.", schema("place", "The city"));
    private static final Tool.Function NO_ARGUMENTS = new Tool.Function(
            "get_user_name",
            "Tells the user's name.",
            RawJson.of(JsonValue.object("type", JsonValue.of("object"), "properties", JsonValue.object())));

    static final String QUESTION = "How warm is it in Bergen? Use the tool.";
    static final String RESULT = "11 degrees";

    private ToolScenarios() {}

    static void tools(Dialogue dialogue) {
        ChatRequest.Builder talk = dialogue.user(QUESTION).tool(WEATHER);
        Heard asked = dialogue.ask(talk).stops(StopReason.Kind.TOOL_CALLS);
        List<ToolCall> calls = asked.calls(1);
        named(calls.getFirst(), "get_weather");
        has(calls.getFirst(), "city");
        talk.message(Dialogue.turn(asked));
        calls.forEach(call -> talk.message(Message.toolResult(call.id(), RESULT)));
        dialogue.ask(talk).says("11");
    }

    static void parallel(Dialogue dialogue) {
        ChatRequest.Builder talk = dialogue.user("Weather and time in Bergen? Call all tools at once.")
                .tool(WEATHER)
                .tool(TIME);
        Heard asked = dialogue.stream(talk);
        List<ToolCall> calls = asked.calls(2);
        talk.message(Dialogue.turn(asked));
        calls.forEach(
                call -> talk.message(Message.toolResult(call.id(), call.name().equals("get_time") ? "noon" : RESULT)));
        dialogue.ask(talk).says("11").says("noon");
    }

    static void splitArguments(Dialogue dialogue) {
        ChatRequest.Builder talk = dialogue.user(QUESTION).tool(WEATHER);
        ToolCall plain = dialogue.ask(talk).calls(1).getFirst();
        ToolCall streamed =
                dialogue.stream(talk).stops(StopReason.Kind.TOOL_CALLS).calls(1).getFirst();
        named(streamed, plain.name());
        has(streamed, "city");
    }

    static void emptyArguments(Dialogue dialogue) {
        ChatRequest.Builder talk =
                dialogue.user("What is my name? Use the tool.").tool(NO_ARGUMENTS);
        Heard asked = dialogue.stream(talk);
        ToolCall call = asked.calls(1).getFirst();
        named(call, "get_user_name");
        talk.message(Dialogue.turn(asked)).message(Message.toolResult(call.id(), "Ada"));
        dialogue.ask(talk).says("Ada");
    }

    static void forced(Dialogue dialogue) {
        Heard asked = dialogue.ask(dialogue.user("Hello.").tool(WEATHER).toolChoice(new ToolChoice.Required()));
        asked.calls(1);
    }

    static void named(Dialogue dialogue) {
        Heard asked = dialogue.ask(
                dialogue.user("Hello.").tool(WEATHER).tool(TIME).toolChoice(new ToolChoice.Named("get_time")));
        named(asked.calls(1).getFirst(), "get_time");
    }

    static void none(Dialogue dialogue) {
        Heard heard = dialogue.ask(dialogue.user(QUESTION).tool(WEATHER).toolChoice(new ToolChoice.None()));
        if (!heard.answered().response().toolCalls().isEmpty()) {
            throw Shortfall.absent("the tool was called although calls were ruled out");
        }
        heard.speaks();
    }

    private static void named(ToolCall call, String name) {
        if (!call.name().equals(name)) {
            throw Shortfall.absent("the call should be of " + name + " and is of " + call.name());
        }
    }

    private static void has(ToolCall call, String argument) {
        if (Heard.arguments(call).text(argument) == null) {
            throw Shortfall.failed("the arguments have no text " + argument + ": "
                    + call.arguments().text());
        }
    }

    private static RawJson schema(String name, String description) {
        return RawJson.of(JsonValue.object(
                "type",
                JsonValue.of("object"),
                "properties",
                JsonValue.object(
                        name,
                        JsonValue.object("type", JsonValue.of("string"), "description", JsonValue.of(description))),
                "required",
                JsonValue.strings(List.of(name))));
    }
}
