package dev.parlance.catalog;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Where the bytes of catalog files come from. */
@FunctionalInterface
interface CatalogFiles {
    /** The bytes of a file by its name, for example {@code hosts/moonshot.json}; null when there is none. */
    byte @Nullable [] read(String name);

    /** The root of that file. */
    default CatalogNode root(String name) {
        byte[] bytes = read(name);
        if (bytes == null) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    "The catalog has no file " + name, "The jar of the catalog is incomplete; take a fresh one."));
        }
        try {
            return CatalogNode.of(name, Json.parseCommented(bytes));
        } catch (MalformedJson fault) {
            throw new ParlanceException.Misconfigured(
                    Failure.of(name + ": " + fault.getMessage(), "Correct the JSON at that place."));
        }
    }

    /** The files beside these classes. */
    static CatalogFiles bundled() {
        return CatalogFiles::resource;
    }

    private static byte @Nullable [] resource(String name) {
        try (InputStream stream = CatalogFiles.class.getResourceAsStream(name)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException("Cannot read " + name + " of the catalog", fault);
        }
    }
}
