package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which credential comes of which settings. */
class CredentialsTest {
    private static final String AZURE = "[providers.azure-openai]\n";

    private static @Nullable Credential credential(String lines, Map<String, String> environment) {
        return Sample.load(AZURE + lines, environment).providers().getFirst().credential();
    }

    @Test
    void a_key_and_a_token_stay_as_they_are_written() {
        assertThat(credential("api-key = '${cmd:op read op://mine}'\nkey-lifetime = '50m'", Map.of()))
                .isEqualTo(new Credential.Text(
                        Template.of(Template.Kind.CMD, "op read op://mine"),
                        "providers.azure-openai.api-key (config.toml:2)",
                        Token.Form.KEY,
                        Duration.ofMinutes(50)));
        assertThat(credential("azure_ad_token = 't'", Map.of()))
                .isEqualTo(new Credential.Text(
                        Template.literal("t"),
                        "providers.azure-openai.azure_ad_token (config.toml:2)",
                        Token.Form.BEARER,
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "True, true",
        "YES, true",
        "1, true",
        "false, false",
        "FALSE, false",
        "no, false",
        "0, false",
        "'', false"
    })
    void amplifiers_switches_take_the_words_of_the_environment(String word, boolean on) {
        Credential credential = credential("use_managed_identity = '" + word + "'", Map.of());

        assertThat(credential).isEqualTo(on ? new Credential.ManagedIdentity(null, "") : null);
    }

    @Test
    void a_switch_that_is_off_is_still_said() {
        ProviderSettings settings = Sample.provider(AZURE + "use_managed_identity = false");

        assertThat(settings.credential()).isNull();
        assertThat(settings.origins()).containsEntry("use-managed-identity", "config.toml:2");
    }

    @Test
    void a_switch_without_a_word_leaves_the_environment_its_say() {
        assertThat(Sample.provider(AZURE + "use_managed_identity = ''").origins())
                .doesNotContainKey("use-managed-identity");
    }

    @Test
    void of_several_ways_in_the_first_counts_and_the_others_are_warned_about() {
        Configuration read = Sample.load(AZURE + """
                use_default_credential = true
                use_managed_identity = true
                managed_identity_client_id = "mine"
                azure_ad_token = "t"
                api_key = "k"
                """);

        assertThat(read.providers().getFirst().credential())
                .isInstanceOfSatisfying(
                        Credential.Text.class, text -> assertThat(text.form()).isEqualTo(Token.Form.KEY));
        assertThat(read.warnings())
                .containsExactly(
                        "config.toml:5: providers.azure-openai.azure_ad_token: this is not used, for api_key is set too",
                        "config.toml:3: providers.azure-openai.use_managed_identity: this is not used, for api_key is set too",
                        "config.toml:2: providers.azure-openai.use_default_credential: this is not used, for api_key is set too");
        assertThat(credential(
                        "use_default_credential = true\nuse_managed_identity = true\nmanaged_identity_client_id = 'mine'",
                        Map.of()))
                .isEqualTo(new Credential.ManagedIdentity("mine", ""));
    }

    @Test
    void a_service_principal_takes_from_the_environment_what_is_not_said() {
        Map<String, String> environment = Map.of(
                "AZURE_TENANT_ID", "tenant",
                "AZURE_CLIENT_ID", "client",
                "AZURE_CLIENT_SECRET", "mark",
                "AZURE_AUTHORITY_HOST", "https://login.example/");

        assertThat(credential("credential = { type = 'client-secret', client-id = 'mine' }", environment))
                .isEqualTo(new Credential.ClientSecret(
                        "tenant",
                        "mine",
                        Template.of(Template.Kind.ENV, "AZURE_CLIENT_SECRET"),
                        "",
                        "https://login.example"));
    }

    @Test
    void a_workload_identity_reads_its_token_beside_the_file() {
        assertThat(credential(
                        "credential = { type = 'workload-identity', tenant-id = 't', client-id = 'c', token-file = 'x/token' }",
                        Map.of()))
                .isEqualTo(new Credential.WorkloadIdentity(
                        "t", "c", Path.of("").toAbsolutePath().resolve("x/token"), "", Credential.PUBLIC_AUTHORITY));
    }

    @ParameterizedTest
    @CsvSource({
        "https://one.openai.azure.com, '', https://login.microsoftonline.com, ''",
        "https://one.openai.azure.us, '', https://login.microsoftonline.us, ''",
        "https://one.openai.azure.cn, '', https://login.chinacloudapi.cn, ''",
        "https://gateway.example, us-government, https://login.microsoftonline.us, https://cognitiveservices.azure.us/.default",
        "https://gateway.example, china, https://login.chinacloudapi.cn, https://cognitiveservices.azure.cn/.default",
        "https://gateway.example, public, https://login.microsoftonline.com, ''",
    })
    void the_cloud_decides_authority_and_scope(String address, String cloud, String authority, String scope) {
        Credential credential = credential(
                "base-url = '" + address + "'\ncredential = { type = 'client-secret', tenant-id = 't', client-id = 'c',"
                        + " client-secret = 's', cloud = '" + cloud + "' }",
                Map.of());

        assertThat(credential)
                .isEqualTo(new Credential.ClientSecret("t", "c", Template.literal("s"), scope, authority));
    }

    @Test
    void the_address_of_the_environment_tells_the_cloud_too() {
        assertThat(credential(
                        "credential = { type = 'default-azure' }",
                        Map.of("AZURE_OPENAI_ENDPOINT", "https://one.openai.azure.us/")))
                .isEqualTo(new Credential.DefaultAzure(null, "", "https://login.microsoftonline.us"));
        assertThat(credential("credential = { type = 'default-azure' }", Map.of()))
                .isEqualTo(new Credential.DefaultAzure(null, "", null));
    }

    @Test
    void a_scope_and_an_authority_that_are_said_count() {
        assertThat(credential(
                        "credential = { type = 'default-azure', scope = 'https://x/.default', authority = 'https://y/' }",
                        Map.of()))
                .isEqualTo(new Credential.DefaultAzure(null, "https://x/.default", "https://y"));
        assertThat(credential("credential = { type = 'azure-cli', tenant-id = 't', cloud = 'china' }", Map.of()))
                .isEqualTo(new Credential.AzureCli("t", "https://cognitiveservices.azure.cn/.default"));
    }

    @Test
    void an_account_of_github_is_exchanged() {
        List<ProviderSettings> providers = Sample.load("""
                [providers.github-copilot]
                api-key = "${env:ACCOUNT}"
                credential = { type = "github-copilot" }
                """).providers();

        assertThat(providers.getFirst().credential())
                .isEqualTo(new Credential.Copilot(
                        Template.of(Template.Kind.ENV, "ACCOUNT"), "providers.github-copilot.api-key (config.toml:2)"));
    }
}
