package dev.parlance.cli.modelsdev;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as the file has it.
 *
 * @param window tokens of input and output together, or null when it is not told or none
 * @param maxOutput largest output in tokens, or null likewise
 * @param inputs in the catalog's words; empty when not told
 * @param outputs in the file's words; empty when not told
 * @param apart whether it is called by another client or at another address than the rest of its provider
 * @param status {@code alpha}, {@code beta}, {@code deprecated} or null
 */
public record DevModel(
        String id,
        @Nullable Long window,
        @Nullable Long maxOutput,
        List<String> inputs,
        List<String> outputs,
        boolean apart,
        @Nullable String status) {
    public DevModel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
