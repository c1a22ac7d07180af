package dev.parlance.configuration;

import dev.parlance.testkit.Generator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file written at random, and what must come of it: which setting stands in which line, and which lines are wrong. */
final class Written {
    /** By setting, literals that it may have, and after a bar those that it must not have. */
    private static final Map<String, String> LITERALS = new LinkedHashMap<>();

    static {
        add("host", "'127.0.0.1' '::1' | 5 [] true");
        add("port", "0 4680 65535 '8080' | -1 65536 'x' 1.5 true {}");
        add("max-body", "1 1000 '64MiB' '512 kib' | 0 '64 MB' true '9GiB'");
        add("drain", "0 30 1.5 '30s' '500ms' | -1 'soon' true '1 week'");
        add("connect-timeout", "10 '2.5s' '1m' | 0 -1 'x' []");
        add("idle-timeout", "10 '5m' '1h' | 0 '0s' 'x' false");
        add("lanes", "1 8 '4' | 0 -1 1.5");
        add("body-timeout", "10 '30s' | 0 'x'");
        add("max-calls", "1 100000 | 0 'x'");
        add("attempts", "1 2 | 0 101");
        add("longest-pause", "0 '5s' | -1 'x'");
        add("first-token-timeout", "30 '1m' | 0 'x'");
        add("total-timeout", "600 '10m' | 0 true");
        add("keep-alive", "15 '15s' | 0 'x'");
        add("reasoning-memory", "0 '0' 1 '64MiB' | -1 'much' true");
        add("reasoning-memory-time", "60 '2h' | 0 'x'");
        add("log", "'-' 'off' 'calls.log' | 5 true");
        add("log-bodies", "0 2000 | -1 'x'");
        add("max-concurrent", "1 10 | 0 'x'");
        add("base-url", "'https://one.openai.azure.com' 'https://localhost:8443/v1' | 5 true");
        add("api-version", "'2024-10-21' 2024-10-21 '2025-04-01-preview' 'preview' 'v1' | '2024' 'newest' 5");
        add("route", "'auto' 'v1' 'deployments' 'as-given' | 'v2' 1 true");
        add("api-key", "'k' '${env:KEY}' '${cmd:never run}' | 5 true '${env:KEY' '${env:}'");
        add("bearer-token", "'t' '${file:never-read}' | [] '${x:y}'");
        add("key-lifetime", "60 '50m' | 0 'x'");
        add("default-deployment", "'d' 'D-1' | 5 {}");
        add("default-model", "'gpt-5' | 5");
        add("proxy", "'http://proxy.example:3128' | 'proxy:1' 'https://p' 5");
        add("thinking", "'off' 'on' 'high' 'HIGH' true { budget = 4000 } | 5 { budget = 0 } 'not a word'");
        add("max-output-tokens", "1 4096 '4096' | 1.5 'many' true");
        add("temperature", "0 0.0 0.7 '0' '1e-1' | 'hot' true []");
        add("top-p", "0.5 1 | 'x'");
        add("top-k", "5 | 1.5");
        add("min-p", "0.1 | true");
        add("frequency-penalty", "-0.5 | 'x'");
        add("presence-penalty", "0 | 'x'");
        add("repetition-penalty", "1.1 | 'x'");
        add("seed", "7 -7 | 'x'");
        add("stop", "'END' ['a','b'] | 5 [1]");
        add("n", "1 | 'x'");
        add("logprobs", "true 'false' 'NO' 'True' | 2 'perhaps'");
        add("top-logprobs", "3 | 'x'");
        add("logit-bias", "{ '50256' = -100 } | 5");
        add("thinking-keep", "'all' false | 1979-05-27");
        add("thinking-summary", "'auto' | 5");
        add("parallel-tool-calls", "false '1' | 'maybe' 5");
        add("verbosity", "'low' | 5");
        add("modalities", "['text'] | 5");
        add("audio", "{ voice = 'alloy' } | 5");
        add("prediction", "{ type = 'content' } | 5");
        add("web-search-options", "{} | 5");
        add("service-tier", "'auto' | 5");
        add("store", "true 'false' | 'x'");
        add("metadata", "{ a = 'b' } | 5");
        add("user", "'me' | 5");
        add("safety-identifier", "'me' | 5");
        add("prompt-cache-key", "'k' | 5");
        add("prompt-cache-retention", "'24h' | 5");
    }

    /** Settings that need a sentence of tests of their own. */
    private static final List<String> ELSEWHERE = List.of(
            "keys",
            "cors-origins",
            "tls-certificate",
            "tls-key",
            "max-queue",
            "queue-timeout",
            "region",
            "headers",
            "extra-body",
            "deployments",
            "underlying-models",
            "credential",
            "defaults",
            "rules",
            "reasoning",
            "transforms",
            "checks",
            "errors",
            "models");

    private final Generator random;
    private final boolean faulty;
    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, String> keys = new TreeMap<>();
    private final Map<Integer, String> faults = new TreeMap<>();

    private Written(Generator random, boolean faulty) {
        this.random = random;
        this.faulty = faulty;
    }

    private static void add(String setting, String literals) {
        LITERALS.put(setting, literals);
    }

    /** A file, the same for the same seed; without faults, or with about one in four lines wrong. */
    static Written of(long seed, boolean faulty) {
        Written written = new Written(new Generator(seed), faulty);
        written.table("gateway", GatewayTable.TABLE, List.of());
        written.table("defaults", DefaultsTable.TABLE, List.of());
        for (int index = written.random.number(4); index > 0; index--) {
            String name = "providers.p" + index;
            String host = written.random.pick("azure-openai", "azure-foundry", "moonshot");
            written.table(name, ProviderTable.PLAIN, List.of("host = '" + host + "'"));
            if (written.random.oneIn(2)) {
                written.table(name + ".defaults", DefaultsTable.TABLE, List.of());
            }
        }
        return written;
    }

    private void table(String name, Table table, List<String> first) {
        lines.add("[" + name + "]");
        lines.addAll(first);
        for (Setting<?> setting : table.settings()) {
            boolean taken = !first.isEmpty() && setting.name().equals("host");
            if (ELSEWHERE.contains(setting.name()) || taken || !random.oneIn(3)) {
                continue;
            }
            String literals = LITERALS.get(setting.name());
            if (literals == null) {
                throw new AssertionError("A new setting needs literals here: " + setting.name());
            }
            line(name, setting.name(), literals.split(" \\| ", 2));
            if (random.oneIn(4)) {
                lines.add(random.pick("", "# a remark", "   "));
            }
        }
    }

    private void line(String table, String name, String[] literals) {
        boolean wrong = faulty && random.oneIn(4);
        boolean misspelt = wrong && random.oneIn(2) && name.length() > 4;
        String key = misspelt ? name.substring(0, 2) + "x" + name.substring(2) : name;
        lines.add(key + " = " + one(literals[wrong && !misspelt ? 1 : 0]));
        keys.put(lines.size(), table + "." + key);
        if (wrong) {
            faults.put(lines.size(), misspelt ? "Did you mean \"" + name + "\"?" : "");
        }
    }

    /** One of the literals; blanks within quotes and brackets do not part them. */
    private String one(String literals) {
        List<String> all = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int index = 0; index < literals.length(); index++) {
            char character = literals.charAt(index);
            quoted = (character == '\'') != quoted;
            depth += character == '{' && !quoted || character == '[' && !quoted ? 1 : 0;
            depth -= character == '}' && !quoted || character == ']' && !quoted ? 1 : 0;
            if (character == ' ' && depth == 0 && !quoted) {
                all.add(literal.toString());
                literal.setLength(0);
            } else {
                literal.append(character);
            }
        }
        all.add(literal.toString());
        return random.pick(all.toArray(String[]::new));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** By line, the way to the setting that stands there. */
    Map<Integer, String> keys() {
        return keys;
    }

    /** By line that is wrong, words of its message. */
    Map<Integer, String> faults() {
        return faults;
    }
}
