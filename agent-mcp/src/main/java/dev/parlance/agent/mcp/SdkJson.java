package dev.parlance.agent.mcp;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Between our JSON and the maps of the SDK. Fractions keep their digits, members their order. */
final class SdkJson {
    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build());

    /** What a server returns is for the model to judge; refusing a result that strays from its schema would hide it. */
    static final JsonSchemaValidator ANY = (schema, value) -> JsonSchemaValidator.ValidationResponse.asValid("");

    private static final TypeRef<Map<String, Object>> MAP = new TypeRef<>() {};

    private SdkJson() {}

    static Map<String, Object> map(JsonObject object) {
        try {
            return MAPPER.readValue(Json.text(object), MAP);
        } catch (IOException impossible) {
            throw new UncheckedIOException("JSON that was just written cannot be read", impossible);
        }
    }

    static RawJson json(Object value) {
        try {
            return RawJson.ofText(MAPPER.writeValueAsString(value));
        } catch (IOException impossible) {
            throw new UncheckedIOException("JSON that was just read cannot be written", impossible);
        }
    }
}
