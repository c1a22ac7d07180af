package dev.parlance.cli.modelsdev;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the file has it.
 *
 * @param npm the package of the client that the file's authors use, which tells the dialect
 * @param api the base URL
 * @param env the variables of its keys
 */
public record DevProvider(
        String id, @Nullable String npm, @Nullable String api, List<String> env, List<DevModel> models) {
    public DevProvider {
        env = List.copyOf(env);
        models = List.copyOf(models);
    }
}
