package dev.parlance.agent;

import dev.parlance.core.wire.JsonValue.JsonObject;

/**
 * A call with arguments that could be read.
 *
 * @param id the same in every attempt, so that a tool can tell whether it has done this before
 * @param arguments a JSON object; whether it fits the tool's schema is for the tool to say
 */
public record ToolCall(String id, String name, JsonObject arguments) {}
