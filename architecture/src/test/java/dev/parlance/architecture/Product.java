package dev.parlance.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the rules look at: the compiled classes of all modules without their tests, and the source files of this checkout. */
final class Product {
    private static final String PACKAGE = "dev.parlance.";

    /** Modules whose package lies within another's. */
    private static final Set<String> NESTED = Set.of("agent.mcp");

    private Product() {}

    static JavaClasses classes() {
        return Loaded.CLASSES;
    }

    /** The module a class belongs to, which is the third part of its package; empty for foreign classes. */
    static String moduleOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(PACKAGE)) {
            return "";
        }
        for (String nested : NESTED) {
            if ((name + ".").startsWith(PACKAGE + nested + ".")) {
                return nested;
            }
        }
        int end = name.indexOf('.', PACKAGE.length());
        return end < 0 ? name.substring(PACKAGE.length()) : name.substring(PACKAGE.length(), end);
    }

    /** Every Java file in the main and test folders of all modules. */
    static List<Path> sources() {
        return Loaded.SOURCES;
    }

    static boolean isTest(Path source) {
        return source.startsWith(
                root().resolve(root().relativize(source).getName(0)).resolve("src/test"));
    }

    static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("Run the rules inside a checkout: no mvnw above "
                        + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }

    private static final class Loaded {
        static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("dev.parlance");
        static final List<Path> SOURCES = find();

        private static List<Path> find() {
            try (Stream<Path> modules = Files.list(root())) {
                return modules.flatMap(module ->
                                Stream.of("main", "test").map(part -> module.resolve("src/" + part + "/java")))
                        .filter(Files::isDirectory)
                        .flatMap(Loaded::javaFiles)
                        .sorted()
                        .toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static Stream<Path> javaFiles(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
