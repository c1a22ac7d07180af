package dev.parlance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every source file owes its reader. */
class SourceFilesTest {
    private static final int MOST_LINES = 700;
    private static final Pattern OPENS_WITH_PROSE =
            Pattern.compile("\\A/\\*\\*\\s.*?\\w.*?\\*/\\s*@NullMarked\\b.*", Pattern.DOTALL);
    private static final Pattern SWITCHED_OFF = Pattern.compile("^\\s*@(Disabled|Ignore)\\w*", Pattern.MULTILINE);
    private static final Pattern SLEEPS = Pattern.compile("\\b(Thread|TimeUnit\\.[A-Z]+)\\.sleep\\(");

    @Test
    void there_are_sources_to_look_at() {
        assertThat(Product.sources()).hasSizeGreaterThan(10);
    }

    @Test
    void no_file_is_too_long_to_read_in_one_go() {
        assertThat(offenders(source -> Product.text(source).lines().count() > MOST_LINES))
                .as("files of more than " + MOST_LINES + " lines; 400 are too many already")
                .isEmpty();
    }

    @Test
    void every_package_says_what_lives_in_it_and_is_null_marked() {
        List<Path> without = Product.sources().stream()
                .filter(source -> !Product.isTest(source))
                .map(Path::getParent)
                .distinct()
                .map(folder -> folder.resolve("package-info.java"))
                .filter(info -> !Product.sources().contains(info)
                        || !OPENS_WITH_PROSE.matcher(Product.text(info)).matches())
                .map(info -> Product.root().relativize(info))
                .toList();
        assertThat(without)
                .as("each needs a paragraph of Javadoc followed by @NullMarked")
                .isEmpty();
    }

    @Test
    void no_test_is_switched_off() {
        assertThat(offenders(source -> Product.isTest(source) && matches(SWITCHED_OFF, source)))
                .as("tests that are switched off: repair or delete them")
                .isEmpty();
    }

    @Test
    void no_test_sleeps() {
        assertThat(offenders(source -> Product.isTest(source) && matches(SLEEPS, source)))
                .as("tests that sleep: wait for the event, or move a manual clock")
                .isEmpty();
    }

    private static boolean matches(Pattern pattern, Path source) {
        return pattern.matcher(Product.text(source)).find();
    }

    private static List<Path> offenders(Predicate<Path> offends) {
        return Product.sources().stream()
                .filter(offends)
                .map(source -> Product.root().relativize(source))
                .toList();
    }
}
