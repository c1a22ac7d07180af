package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
    @Test
    void a_profile_is_worked_out_once() {
        Catalog catalog = Catalog.bundled();

        assertThat(catalog.resolve("moonshot", "kimi-k2.6")).isSameAs(catalog.resolve("moonshot", "kimi-k2.6"));
    }

    @Test
    void more_names_than_the_memory_holds_are_answered_all_the_same() {
        Catalog catalog = new InventedCatalog().open();
        for (int index = 0; index < 10_050; index++) {
            catalog.resolve("here", "made-up-" + index);
        }

        Profile first = catalog.resolve("here", "one-more");
        Profile second = catalog.resolve("here", "one-more");

        assertThat(first).isEqualTo(second).isNotSameAs(second);
        assertThat(catalog.resolve("here", "made-up-1")).isSameAs(catalog.resolve("here", "made-up-1"));
    }

    @Test
    void files_of_other_hosts_models_and_dialects_are_not_read() {
        List<String> read = new ArrayList<>();
        Catalog catalog = new Catalog(name -> {
            read.add(name);
            return CatalogFiles.bundled().read(name);
        });

        catalog.resolve("openai-compatible", "a-model-that-nobody-knows");
        assertThat(read)
                .containsExactlyInAnyOrder(
                        "index.json", "defaults.json", "dialects/openai-chat.json", "hosts/openai-compatible.json");

        catalog.resolve("openai-compatible", "kimi-k2.6");
        catalog.resolve("openai-compatible", "kimi-k2.6-fast");
        assertThat(read).hasSize(5).last().isEqualTo("models/kimi.json");
    }

    @Test
    void many_threads_at_once_see_the_same_profiles() throws Exception {
        for (int round = 0; round < 20; round++) {
            Catalog fresh = new Catalog(CatalogFiles.bundled());
            Set<Profile> seen = ConcurrentHashMap.newKeySet();
            List<Callable<Boolean>> tasks = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(index -> () -> seen.add(fresh.resolve("azure-foundry", "gpt-4o")))
                    .toList();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var task : threads.invokeAll(tasks)) {
                    task.get();
                }
            }
            assertThat(seen.stream().map(Profile::rules).map(Object::toString).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void facts_of_hosts_are_those_of_their_files() {
        HostFacts moonshot = host("moonshot");
        assertThat(moonshot.baseUrl()).isEqualTo("https://api.moonshot.ai/v1");
        assertThat(moonshot.regions()).containsEntry("cn", "https://api.moonshot.cn/v1");
        assertThat(moonshot.keyVariables()).containsExactly("MOONSHOT_API_KEY", "KIMI_API_KEY");
        assertThat(moonshot.baseUrlVariables()).containsExactly("MOONSHOT_BASE_URL", "KIMI_BASE_URL");
        assertThat(moonshot.authentication()).isEqualTo(Authentication.BEARER);
        assertThat(moonshot.keyRequired()).isTrue();

        HostFacts foundry = host("azure-foundry");
        assertThat(foundry.baseUrl()).isNull();
        assertThat(foundry.exampleBaseUrl()).startsWith("https://YOUR-RESOURCE.");
        assertThat(foundry.authentication()).isEqualTo(Authentication.API_KEY_HEADER);
        assertThat(foundry.addressForm()).isEqualTo(AddressForm.AZURE);

        HostFacts plan = host("moonshot-plan");
        assertThat(plan.keyPrefixes()).containsExactly("sk-kimi-");
        assertThat(plan.keyVariables()).doesNotContain("MOONSHOT_API_KEY", "KIMI_API_KEY");

        HostFacts compatible = host("openai-compatible");
        assertThat(compatible.keyRequired()).isFalse();
        assertThat(compatible.baseUrl()).isNull();
    }

    @Test
    void traces_call_a_host_as_the_conventions_do_or_else_as_the_catalog_does() {
        Map<String, String> told = new TreeMap<>();
        for (String name : Catalog.bundled().hosts()) {
            told.put(name, host(name).telemetry());
        }

        assertThat(told)
                .hasSize(Catalog.bundled().hosts().size())
                .containsAllEntriesOf(Map.of(
                        "azure-openai", "azure.ai.openai",
                        "azure-foundry", "azure.ai.inference",
                        "azure-model-inference", "azure.ai.inference",
                        "gemini", "gcp.gemini",
                        "mistral", "mistral_ai",
                        "moonshot", "moonshot_ai",
                        "moonshot-plan", "moonshot_ai",
                        "xai", "x_ai"));
        assertThat(told.entrySet().stream().filter(one -> !one.getKey().equals(one.getValue())))
                .hasSize(8);
    }

    private static HostFacts host(String name) {
        HostFacts facts = Catalog.bundled().host(name);
        assertThat(facts).isNotNull();
        return facts;
    }

    @Test
    void retired_models_stand_last_in_the_list() {
        List<KnownModel> models = Catalog.bundled().models("moonshot");

        assertThat(models.getFirst().id()).isEqualTo("kimi-k3");
        assertThat(models.getFirst().facts().window()).isEqualTo(1_048_576);
        assertThat(models)
                .filteredOn(KnownModel::retired)
                .extracting(KnownModel::id)
                .contains("kimi-k2-thinking");
    }
}
