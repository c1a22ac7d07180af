package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.value.Template;
import org.jspecify.annotations.Nullable;

/** A text that is read as late as it is needed, because it is secret or may change, and that is never shown. */
record SecretForm(String description) implements Form<Template> {
    @Override
    public JsonObject schema() {
        return JsonValue.object("type", JsonValue.of("string"));
    }

    @Override
    public @Nullable Template read(Place place) {
        if (!(place.value() instanceof String text)) {
            place.fault("this must be " + description, "Put it in quotes.");
            return null;
        }
        if (text.isBlank()) {
            return null;
        }
        Template template = Scalar.template(text, place);
        if (template == null) {
            return null;
        }
        if (template.isLiteral()) {
            place.reading().holdSecret();
        }
        place.show(template.toString());
        return template;
    }
}
