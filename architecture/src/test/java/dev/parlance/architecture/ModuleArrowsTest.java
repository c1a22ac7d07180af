package dev.parlance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code core <- {dialects, catalog} <- providers <- {client, gateway} <- cli; core <- sandbox; core <- dialects <- conformance <- cli; core <- testkit;
 * providers <- azureidentity; providers <- configuration <- cli; core <- schema <- agent <- agent.mcp <- cli}.
 */
class ModuleArrowsTest {
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("core", Set.of()),
            Map.entry("dialects", Set.of("core")),
            Map.entry("catalog", Set.of("core")),
            Map.entry("providers", Set.of("core", "dialects", "catalog")),
            Map.entry("configuration", Set.of("core", "dialects", "catalog", "providers")),
            Map.entry("azureidentity", Set.of("core", "providers")),
            Map.entry("schema", Set.of("core")),
            Map.entry("client", Set.of("core", "dialects", "catalog", "providers", "schema")),
            Map.entry("agent", Set.of("core", "schema")),
            Map.entry("agent.mcp", Set.of("core", "agent")),
            Map.entry("gateway", Set.of("core", "dialects", "catalog", "providers")),
            Map.entry("sandbox", Set.of("core")),
            Map.entry("conformance", Set.of("core", "dialects")),
            Map.entry("testkit", Set.of("core", "dialects", "catalog")),
            Map.entry(
                    "cli",
                    Set.of(
                            "core",
                            "dialects",
                            "catalog",
                            "providers",
                            "configuration",
                            "client",
                            "agent",
                            "agent.mcp",
                            "gateway",
                            "sandbox",
                            "schema",
                            "conformance")),
            Map.entry(
                    "benchmarks",
                    Set.of(
                            "core",
                            "dialects",
                            "catalog",
                            "providers",
                            "configuration",
                            "client",
                            "gateway",
                            "sandbox",
                            "cli")),
            Map.entry("architecture", Set.of()));

    static Stream<String> modules() {
        return MAY_KNOW.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_knows_only_the_modules_below_it(String module) {
        Set<String> below = MAY_KNOW.get(module);
        assertThat(below).isNotNull();
        noClasses()
                .that(describe(
                        "are in " + module, type -> Product.moduleOf(type).equals(module)))
                .should()
                .dependOnClassesThat(describe("are in a module that " + module + " must not know", type -> {
                    String other = Product.moduleOf(type);
                    return !other.isEmpty() && !other.equals(module) && !below.contains(other);
                }))
                .because("the arrows between modules go one way (AGENTS.md)")
                .allowEmptyShould(true)
                .check(Product.classes());
    }

    @Test
    void every_package_belongs_to_a_known_module() {
        assertThat(Product.classes())
                .extracting(Product::moduleOf)
                .as("a new module needs a row in this test")
                .allSatisfy(module -> assertThat(MAY_KNOW).containsKey(module));
    }

    @Test
    void core_uses_nothing_but_the_jdk_and_jspecify() {
        classes()
                .that()
                .resideInAPackage("dev.parlance.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.parlance.core..", "java..", "org.jspecify..")
                .because("a library user gets one third-party jar")
                .allowEmptyShould(true)
                .check(Product.classes());
    }

    @Test
    void one_dialect_does_not_know_another() {
        slices().matching("dev.parlance.dialects.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.parlance.dialects.shared.."))
                .because("what two dialects share lives in dialects.shared")
                .allowEmptyShould(true)
                .check(Product.classes());
    }

    @Test
    void only_the_gateway_knows_the_event_loop() {
        foreign("Vert.x and Netty", Set.of("gateway", "benchmarks"), "io.vertx..", "io.netty..");
    }

    @Test
    void only_the_command_line_knows_its_parser() {
        foreign("picocli", Set.of("cli"), "picocli..");
        foreign("JLine and commonmark", Set.of("cli"), "org.jline..", "org.commonmark..");
    }

    @Test
    void only_the_gateway_counts_and_traces() {
        foreign("Prometheus and OpenTelemetry", Set.of("gateway"), "io.prometheus..", "io.opentelemetry..");
        foreign("Caffeine", Set.of("gateway"), "com.github.benmanes..");
    }

    @Test
    void only_the_optional_module_knows_the_azure_sdk() {
        foreign("the Azure SDK", Set.of("azureidentity"), "com.azure..", "com.microsoft..");
    }

    @Test
    void only_the_optional_module_knows_the_mcp_sdk() {
        foreign("the MCP SDK", Set.of("agent.mcp"), "io.modelcontextprotocol..");
        foreign("Reactor, which both SDKs bring", Set.of("agent.mcp", "azureidentity"), "reactor..");
    }

    @Test
    void only_the_configuration_knows_toml() {
        foreign("tomlj", Set.of("configuration"), "org.tomlj..");
    }

    @Test
    void the_pure_modules_open_no_socket_and_no_file() {
        noClasses()
                .that(describe("are pure", ModuleArrowsTest::isPure))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.nio.channels..", "java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(net\\..*(Socket|Connection)|io\\.(File|RandomAccess)\\w*|lang\\.System\\$Logger)")
                .because("core, dialects and catalog are functions of their input; everything else moves bytes")
                .allowEmptyShould(true)
                .check(Product.classes());
    }

    @Test
    void no_public_signature_of_the_mcp_module_shows_the_sdk() {
        for (String hidden : Set.of("io.modelcontextprotocol", "reactor.")) {
            noMethods()
                    .that()
                    .arePublic()
                    .and()
                    .areDeclaredInClassesThat()
                    .arePublic()
                    .should(new SignatureMentions(hidden))
                    .because("the SDK is a detail that users must not be able to see")
                    .allowEmptyShould(true)
                    .check(Product.classes());
        }
    }

    private static boolean isPure(JavaClass type) {
        return Set.of("core", "dialects", "catalog").contains(Product.moduleOf(type));
    }

    private static void foreign(String what, Set<String> modules, String... packages) {
        noClasses()
                .that(describe("are outside " + modules, type -> !modules.contains(Product.moduleOf(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because(what + " is a detail of " + modules)
                .allowEmptyShould(true)
                .check(Product.classes());
    }
}
