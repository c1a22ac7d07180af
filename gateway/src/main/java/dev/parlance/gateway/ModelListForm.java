package dev.parlance.gateway;

import dev.parlance.core.wire.JsonWriter;
import dev.parlance.providers.ListedModel;
import java.util.List;

/** How a dialect lists models. Sources: the vendors' references "List models" (2026-05). */
enum ModelListForm {
    /** {@code GET /v1/models} of OpenAI. */
    OPENAI {
        @Override
        void one(ListedModel model, boolean sandbox, JsonWriter out) {
            out.beginObject()
                    .name("id")
                    .string(model.id())
                    .name("object")
                    .string("model")
                    .name("created")
                    .number(0)
                    .name("owned_by")
                    .string(model.provider());
            if (sandbox) {
                out.name("sandbox").bool(true);
            }
            if (model.retired()) {
                out.name("retired").bool(true);
            }
            out.endObject();
        }

        @Override
        void begin(JsonWriter out) {
            out.name("object").string("list").name("data").beginArray();
        }

        @Override
        void end(List<ListedModel> models, JsonWriter out) {
            out.endArray();
        }
    },
    /** {@code GET /v1/models} of Anthropic; all on one page. */
    ANTHROPIC {
        @Override
        void one(ListedModel model, boolean sandbox, JsonWriter out) {
            out.beginObject()
                    .name("type")
                    .string("model")
                    .name("id")
                    .string(model.id())
                    .name("display_name")
                    .string(model.id())
                    .name("created_at")
                    .string("1970-01-01T00:00:00Z")
                    .endObject();
        }

        @Override
        void begin(JsonWriter out) {
            out.name("data").beginArray();
        }

        @Override
        void end(List<ListedModel> models, JsonWriter out) {
            out.endArray().name("has_more").bool(false);
            if (!models.isEmpty()) {
                out.name("first_id").string(models.getFirst().id());
                out.name("last_id").string(models.getLast().id());
            }
        }
    },
    /** {@code GET /v1beta/models} of Gemini; all on one page. */
    GEMINI {
        @Override
        void one(ListedModel model, boolean sandbox, JsonWriter out) {
            out.beginObject()
                    .name("name")
                    .string("models/" + model.id())
                    .name("displayName")
                    .string(model.id())
                    .name("supportedGenerationMethods")
                    .beginArray()
                    .string("generateContent")
                    .string("streamGenerateContent")
                    .string("countTokens")
                    .endArray()
                    .endObject();
        }

        @Override
        void begin(JsonWriter out) {
            out.name("models").beginArray();
        }

        @Override
        void end(List<ListedModel> models, JsonWriter out) {
            out.endArray();
        }
    };

    /** Describes one model. */
    abstract void one(ListedModel model, boolean sandbox, JsonWriter out);

    abstract void begin(JsonWriter out);

    abstract void end(List<ListedModel> models, JsonWriter out);

    /** Describes all models. */
    byte[] list(List<ListedModel> models, boolean sandbox) {
        JsonWriter out = new JsonWriter(4096).beginObject();
        begin(out);
        models.forEach(model -> one(model, sandbox, out));
        end(models, out);
        if (sandbox) {
            out.name("sandbox").bool(true);
        }
        return out.endObject().toBytes();
    }
}
