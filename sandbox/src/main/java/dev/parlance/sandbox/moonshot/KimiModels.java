package dev.parlance.sandbox.moonshot;

import dev.parlance.sandbox.moonshot.KimiModel.Family;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which models the two endpoints know, after the vendor's models overview and API description. Retired models still answer here, so that
 * the rules of their families can be tried, but they are not listed.
 */
final class KimiModels {
    private static final long MEBI = 1_048_576;
    private static final long K256 = 262_144;
    private static final long K128 = 131_072;

    static final KimiModels PLATFORM = new KimiModels(
            List.of(
                    new KimiModel("kimi-k3", Family.K3, MEBI, true),
                    new KimiModel("kimi-k2.7-code", Family.K2_7_CODE, K256, true),
                    new KimiModel("kimi-k2.7-code-highspeed", Family.K2_7_CODE, K256, true),
                    new KimiModel("kimi-k2.6", Family.K2_6, K256, true),
                    new KimiModel("kimi-k2.5", Family.K2_5, K256, true),
                    new KimiModel("moonshot-v1-8k", Family.MOONSHOT_V1, 8_192, false),
                    new KimiModel("moonshot-v1-32k", Family.MOONSHOT_V1, 32_768, false),
                    new KimiModel("moonshot-v1-128k", Family.MOONSHOT_V1, K128, false),
                    new KimiModel("moonshot-v1-auto", Family.MOONSHOT_V1, K128, false),
                    new KimiModel("moonshot-v1-8k-vision-preview", Family.MOONSHOT_V1, 8_192, true),
                    new KimiModel("moonshot-v1-32k-vision-preview", Family.MOONSHOT_V1, 32_768, true),
                    new KimiModel("moonshot-v1-128k-vision-preview", Family.MOONSHOT_V1, K128, true)),
            List.of(
                    new KimiModel("kimi-k2-thinking", Family.K2_THINKING, K256, false),
                    new KimiModel("kimi-k2-thinking-turbo", Family.K2_THINKING, K256, false),
                    new KimiModel("kimi-k2-0905-preview", Family.K2, K256, false),
                    new KimiModel("kimi-k2-turbo-preview", Family.K2, K256, false),
                    new KimiModel("kimi-k2-0711-preview", Family.K2, K128, false)));

    static final KimiModels PLAN = new KimiModels(
            List.of(
                    new KimiModel("k3", Family.K3, MEBI, true),
                    new KimiModel("kimi-for-coding", Family.K2_7_CODE, K256, true),
                    new KimiModel("kimi-for-coding-highspeed", Family.K2_7_CODE, K256, true)),
            List.of(
                    new KimiModel("k2p7", Family.K2_7_CODE, K256, true),
                    new KimiModel("k2p6", Family.K2_6, K256, true),
                    new KimiModel("k2p5", Family.K2_5, K256, true),
                    new KimiModel("kimi-k2-thinking", Family.K2_THINKING, K256, false)));

    private final List<KimiModel> listed;
    private final Map<String, KimiModel> byId = new LinkedHashMap<>();

    private KimiModels(List<KimiModel> listed, List<KimiModel> unlisted) {
        this.listed = listed;
        listed.forEach(model -> byId.put(model.id(), model));
        unlisted.forEach(model -> byId.put(model.id(), model));
    }

    List<KimiModel> listed() {
        return listed;
    }

    List<String> ids() {
        return listed.stream().map(KimiModel::id).toList();
    }

    @Nullable
    KimiModel find(String id) {
        return byId.get(id);
    }
}
