package dev.parlance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that are banned, where, and why. A method reference is a call too. */
class BannedCallsTest {
    /**
     * One ban.
     *
     * @param what shown as the name of the test
     * @param calls matched against the full name of the target, parameter types included
     * @param where the modules in which it holds
     * @param because what to do instead
     */
    record Ban(String what, Pattern calls, Predicate<String> where, String because) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Ban> bans() {
        return Stream.of(
                new Ban(
                        "leaving the process",
                        Pattern.compile("java\\.lang\\.(System|Runtime)\\.(exit|halt)\\(.*"),
                        outside("cli", "benchmarks"),
                        "a library that ends its host's process cannot be embedded; throw instead"),
                new Ban(
                        "printing",
                        Pattern.compile("java\\.lang\\.System\\.(out|err)"),
                        outside("cli", "benchmarks"),
                        "only the command line prints; return the text or throw"),
                new Ban(
                        "printing a stack trace",
                        Pattern.compile(".*\\.printStackTrace\\(.*|java\\.lang\\.Thread\\.dumpStack\\(\\)"),
                        everywhere(),
                        "it goes where nobody looks and may show a secret; throw it on"),
                new Ban(
                        "sleeping",
                        Pattern.compile(
                                "java\\.lang\\.Thread\\.sleep\\(.*|java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*"
                                        + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.parkNanos\\(.*"),
                        outside("sandbox", "benchmarks"),
                        "it cannot be cancelled or tested; wait on a condition with a deadline from an injected clock"),
                new Ban(
                        "reading the clock",
                        Pattern.compile(
                                "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(\\)|java\\.time\\.\\w+\\.now\\(.*"
                                        + "|java\\.time\\.Clock\\.(system|tick)\\w*\\(.*|java\\.util\\.Date\\.<init>\\(\\)"),
                        inside("core", "dialects", "catalog"),
                        "equal input gives equal output there; take the time as a parameter"),
                new Ban(
                        "throwing dice",
                        Pattern.compile(
                                "java\\.util\\.(Random|SplittableRandom)\\.<init>\\(.*|java\\.lang\\.Math\\.random\\(\\)"
                                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)|java\\.util\\.UUID\\.randomUUID\\(\\)"
                                        + "|java\\.security\\.SecureRandom\\.<init>\\(.*|java\\.util\\.random\\.RandomGenerator\\.of\\(.*"),
                        inside("core", "dialects", "catalog"),
                        "equal input gives equal output there; derive the value from the input or take a source as a parameter"),
                new Ban(
                        "starting threads",
                        Pattern.compile(
                                "java\\.lang\\.Thread\\.(<init>|start|ofVirtual|ofPlatform|startVirtualThread)\\(.*"
                                        + "|java\\.util\\.concurrent\\.Executors\\..*"
                                        + "|java\\.util\\.concurrent\\.CompletableFuture\\.(run|supply)Async\\(.*"),
                        inside("core", "dialects", "catalog"),
                        "the pure modules run on the caller's thread"),
                new Ban(
                        "the platform's charset",
                        Pattern.compile("java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)"
                                + "|java\\.lang\\.String\\.getBytes\\(\\)"
                                + "|java\\.lang\\.String\\.<init>\\(\\[B(, int, int)?\\)"
                                + "|java\\.io\\.InputStreamReader\\.<init>\\(java\\.io\\.InputStream\\)"
                                + "|java\\.io\\.OutputStreamWriter\\.<init>\\(java\\.io\\.OutputStream\\)"
                                + "|java\\.io\\.File(Reader|Writer)\\.<init>\\([^,]*(, boolean)?\\)"
                                + "|java\\.io\\.ByteArrayOutputStream\\.toString\\(\\)"
                                + "|java\\.util\\.Scanner\\.<init>\\([^,]*\\)"),
                        everywhere(),
                        "the wire is UTF-8 on every machine; name the charset"),
                new Ban(
                        "the platform's language",
                        Pattern.compile("java\\.util\\.Locale\\.getDefault\\(.*"
                                + "|java\\.lang\\.String\\.to(Lower|Upper)Case\\(\\)"
                                + "|java\\.lang\\.String\\.(format\\(java\\.lang\\.String, .*|formatted\\(.*)"
                                + "|java\\.io\\.Print(Stream|Writer)\\.(printf|format)\\(java\\.lang\\.String, .*"),
                        everywhere(),
                        "a Turkish or Arabic machine would write other letters and digits; pass Locale.ROOT or concatenate"));
    }

    @ParameterizedTest
    @MethodSource("bans")
    void a_banned_call_is_made_nowhere(Ban ban) {
        noClasses()
                .that(describe("are where this is banned", type -> ban.where().test(Product.moduleOf(type))))
                .should()
                .accessTargetWhere(describe(
                        "call for " + ban.what(),
                        access -> ban.calls()
                                .matcher(access.getTarget().getFullName())
                                .matches()))
                .because(ban.because())
                .allowEmptyShould(true)
                .check(Product.classes());
    }

    private static Predicate<String> everywhere() {
        return outside();
    }

    private static Predicate<String> inside(String... modules) {
        return Set.of(modules)::contains;
    }

    private static Predicate<String> outside(String... modules) {
        return inside(modules).negate();
    }
}
