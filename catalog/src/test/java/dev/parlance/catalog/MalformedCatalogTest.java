package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedCatalogTest {
    private static void refused(InventedCatalog invented, String... parts) {
        assertThatThrownBy(() -> invented.open().resolve("here", "m"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .satisfies(fault -> assertThat(fault.getMessage()).contains(parts));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{}'                                     | a rule needs \"do\"",
                "'{\"do\":\"forwrd\"}'                    | there is no verb \"forwrd\"; known are forward, drop",
                "'{\"do\":\"drop\",\"wen\":\"streaming\"}' | there is no member \"wen\"",
                "'{\"do\":\"drop\",\"when\":\"raining\"}' | there is no condition \"raining\"; known are reasoning-on",
                "'{\"do\":\"drop\",\"to\":1}'             | there is no member \"to\"",
                "'{\"do\":\"rename\"}'                    | this rule needs \"to\"",
                "'{\"do\":\"map\",\"values\":{}}'         | an object of new values",
                "'{\"do\":\"map\",\"values\":{\"a\":\"b\"}}' | seed must be a whole number",
                "'{\"do\":\"clamp\"}'                     | a clamp needs \"min\", \"max\" or both",
                "'{\"do\":\"clamp\",\"min\":2,\"max\":1}' | a clamp needs \"min\", \"max\" or both, in that order",
                "'{\"do\":\"fix\",\"to\":\"x\"}'          | seed must be a whole number",
                "'{\"do\":\"drop\",\"reason\":7}'         | reason must be a sentence",
                "'[]'                                     | there is no rule here",
                "'[{\"do\":\"drop\"},{\"do\":\"forward\"}]' | can never act",
                "'7'                                      | this must be an object",
            })
    void a_wrong_rule_is_refused_with_its_place_and_what_is_known(String rule, String message) {
        refused(new InventedCatalog().host("\"rules\":{\"seed\":" + rule + "}"), "hosts/here.json#rules/seed", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"wide\":true                        | hosts/here.json#wide | there is no member \"wide\"",
                "\"reasoning\":{\"think\":\"always\"} | #reasoning/think | there is no member \"think\"; known are thinks",
                "\"reasoning\":{\"thinks\":\"often\"} | #reasoning/thinks | there is no word \"often\"; known are always",
                "\"transforms\":[\"juggle\"]          | #transforms/0 | there is no transform \"juggle\"; known are drop-empty",
                "\"checks\":{\"remove\":[\"luck\"]}   | #checks/remove/0 | there is no check \"luck\"",
                "\"errors\":[{\"is\":\"overloaded\"}] | #errors/0 | status, code or message",
                "\"errors\":[{\"status\":1,\"is\":\"sad\"}] | #errors/0/is | there is no kind of error \"sad\"",
                "\"errors\":[{\"message\":\"(\",\"is\":\"overloaded\"}] | #errors/0/message | no regular expression",
                "\"tool-names\":\"[\"                 | #tool-names | no regular expression",
                "\"stream-end\":\"maybe\"             | #stream-end | known are done, finish",
                "\"input\":[\"smell\"]                | #input/0 | there is no kind of input \"smell\"",
                "\"window\":-1                        | #window | a whole number that is not negative",
                "\"output-budget\":{\"margin\":1}     | #output-budget | needs margin, floor and fill",
                "\"models\":{\"A\":{}}                | #models/A | lower case",
                "\"models\":{\"a\":{\"like\":\"b\"}}  | #models/a | there is no entry \"b\"",
                "\"models\":{\"a\":{\"like\":\"a\"}}  | #models/a | in a circle",
                "\"models\":{\"a\":{\"models\":{}}}   | #models/a/models | there is no member \"models\"",
            })
    void a_wrong_setting_is_refused_with_its_place(String members, String place, String message) {
        refused(new InventedCatalog().host(members), place, message);
    }

    @Test
    void what_has_no_evidence_is_refused() {
        InventedCatalog invented = new InventedCatalog()
                .file("dialects/chat.json", "{\"rules\":{\"seed\":{\"do\":\"drop\",\"reason\":\"Because.\"}}}");

        refused(invented, "dialects/chat.json#rules/seed", "there is no evidence for this");
    }

    @Test
    void a_name_in_traces_without_evidence_is_refused() {
        refused(
                new InventedCatalog()
                        .file(
                                "hosts/here.json",
                                "{\"host\":\"here\",\"title\":\"Here\",\"telemetry\":{\"is\":\"over_here\"},"
                                        + "\"dialect\":{\"is\":\"chat\",\"evidence\":\"e\"},"
                                        + "\"endpoint\":{\"authentication\":\"none\",\"evidence\":\"e\"}}"),
                "hosts/here.json#telemetry",
                "there is no evidence for this");
    }

    @Test
    void broken_json_is_refused_with_file_line_and_column() {
        refused(new InventedCatalog().file("models/all.json", "{\n  \"models\": }"), "models/all.json: ", "line 2");
    }

    @Test
    void a_doubled_member_is_refused() {
        refused(
                new InventedCatalog().file("defaults.json", "{\"path\":\"/a\",\"path\":\"/b\"}"),
                "defaults.json: ",
                "path");
    }

    @Test
    void a_file_that_the_index_names_and_nobody_packed_is_refused() {
        refused(
                new InventedCatalog()
                        .file("index.json", "{\"dialects\":[],\"models\":{\"lost\":[\"m\"]},\"hosts\":[\"here\"]}"),
                "models/lost.json");
    }

    @Test
    void one_model_in_two_files_is_refused() {
        refused(
                new InventedCatalog()
                        .file(
                                "index.json",
                                "{\"dialects\":[],\"models\":{\"all\":[\"m\"],\"more\":[\"m\"]},\"hosts\":[\"here\"]}"),
                "models/more.json#models/m");
    }

    @Test
    void a_host_file_under_another_name_is_refused() {
        refused(
                new InventedCatalog()
                        .file(
                                "hosts/here.json",
                                "{\"host\":\"there\",\"title\":\"There\",\"dialect\":\"chat\","
                                        + "\"endpoint\":{\"authentication\":\"none\",\"evidence\":\"e\"}}"),
                "hosts/here.json",
                "\"there\"");
    }

    @Test
    void an_unknown_host_is_refused_with_the_known_ones_and_has_no_facts() {
        Catalog catalog = Catalog.bundled();

        assertThat(catalog.host("nowhere")).isNull();
        assertThat(catalog.models("nowhere")).isEqualTo(List.of());
        assertThatThrownBy(() -> catalog.resolve("nowhere", "m"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("There is no host \"nowhere\"")
                .hasMessageContaining("moonshot, moonshot-plan");
    }
}
