package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.catalog.Overrides;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LayerSettingsTest {
    @Test
    void a_provider_can_say_every_member_that_the_catalog_knows() {
        Overrides wrong = new Overrides("f", "p", JsonValue.object("no-such-member", JsonValue.of(1)));
        String message = catchThrowableOfType(ParlanceException.Misconfigured.class, wrong::check)
                .failure()
                .message();
        Set<String> known =
                new TreeSet<>(List.of(message.substring(message.indexOf("known are ") + "known are ".length())
                        .split(", ")));
        Set<String> settings = new TreeSet<>();
        LayerSettings.USUAL.forEach(setting -> settings.add(setting.name()));
        LayerSettings.RARE.forEach(setting -> settings.add(setting.name()));

        settings.add("headers");
        assertThat(settings).isEqualTo(known);
    }
}
