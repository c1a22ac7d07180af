package dev.parlance.cli.run;

import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tools for files within one folder. */
record FileTools(Workspace workspace, Consent consent) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 4 << 20;
    private static final String PATH = "\"path\":{\"type\":\"string\",\"description\":\"Relative to the folder.\"}";

    List<Tool> all() {
        return List.of(
                tool(
                        "read_file",
                        "Reads lines of a text file.",
                        PATH
                                + ",\"offset\":{\"type\":\"integer\",\"minimum\":1,\"description\":\"The first line; 1 unless given.\"}"
                                + ",\"limit\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":" + ReadFile.MOST_LINES
                                + ",\"description\":\"How many lines; " + ReadFile.USUAL_LINES + " unless given.\"}",
                        "\"path\"",
                        this::read),
                tool(
                        "list_files",
                        "Lists a folder. Folders end with a slash.",
                        PATH + ",\"depth\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":" + ListFiles.DEEPEST
                                + ",\"description\":\"How many levels; 1 unless given.\"}",
                        "",
                        this::list),
                tool(
                        "search_files",
                        "Finds lines in text files, as path:line: text.",
                        "\"pattern\":{\"type\":\"string\",\"description\":\"Plain text, or with regex a regular expression.\"},"
                                + PATH
                                + ",\"glob\":{\"type\":\"string\",\"description\":\"File names, such as *.java.\"}"
                                + ",\"regex\":{\"type\":\"boolean\"},\"ignore_case\":{\"type\":\"boolean\"}",
                        "\"pattern\"",
                        this::search),
                tool(
                        "write_file",
                        "Makes a text file, or replaces all of one. Folders on the way are made.",
                        PATH + ",\"content\":{\"type\":\"string\"}",
                        "\"path\",\"content\"",
                        this::write),
                tool(
                        "edit_file",
                        "Replaces a text in a file by another one. The old text must occur exactly once.",
                        PATH + ",\"old_text\":{\"type\":\"string\"},\"new_text\":{\"type\":\"string\"}",
                        "\"path\",\"old_text\",\"new_text\"",
                        this::edit));
    }

    private Tool tool(String name, String description, String properties, String required, GuardedTool.Plan plan) {
        return new GuardedTool(
                name,
                description,
                RawJson.ofText(
                        "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + required + "]}"),
                LIMIT,
                plan,
                consent);
    }

    private Deed read(ToolCall call) throws ToolFault, IOException {
        Arguments arguments = new Arguments(call.arguments());
        Path file = workspace.resolve(arguments.text("path"));
        ReadFile reading = new ReadFile(
                file,
                workspace.shown(file),
                arguments.number("offset", 1, 1, Integer.MAX_VALUE - ReadFile.MOST_LINES),
                arguments.number("limit", ReadFile.USUAL_LINES, 1, ReadFile.MOST_LINES));
        return Deed.free(context -> ToolResult.text(reading.text()));
    }

    private Deed list(ToolCall call) throws ToolFault, IOException {
        Arguments arguments = new Arguments(call.arguments());
        Path folder = path(arguments);
        int depth = arguments.number("depth", 1, 1, ListFiles.DEEPEST);
        return Deed.free(context -> ToolResult.text(new ListFiles(workspace).text(folder, depth)));
    }

    private Deed search(ToolCall call) throws ToolFault, IOException {
        Arguments arguments = new Arguments(call.arguments());
        Path start = path(arguments);
        SearchFiles search = new SearchFiles(
                workspace,
                arguments.text("pattern"),
                arguments.flag("regex"),
                arguments.flag("ignore_case"),
                arguments.textOrNull("glob"));
        return Deed.free(context -> ToolResult.text(search.text(start)));
    }

    private Path path(Arguments arguments) throws ToolFault, IOException {
        String path = arguments.textOrNull("path");
        return workspace.resolve(path == null ? "" : path);
    }

    private Deed write(ToolCall call) throws ToolFault, IOException {
        Arguments arguments = new Arguments(call.arguments());
        String written = arguments.text("path");
        Path file = workspace.resolve(written);
        String shown = workspace.shown(file);
        String content = arguments.text("content");
        String before = Files.exists(file) ? TextFile.read(file, shown, MOST_BYTES) : null;
        return deed(
                written,
                file,
                (before == null ? "make the file " : "replace the file ") + shown,
                ShortDifference.of(before == null ? "" : before, content),
                now -> {
                    if (!Objects.equals(now, before)) {
                        throw new ToolFault(shown + " has changed in the meantime. Read it again.");
                    }
                    return content;
                });
    }

    private Deed edit(ToolCall call) throws ToolFault, IOException {
        Arguments arguments = new Arguments(call.arguments());
        String written = arguments.text("path");
        Path file = workspace.resolve(written);
        String shown = workspace.shown(file);
        Replacement replacement = new Replacement(arguments.text("old_text"), arguments.text("new_text"));
        String before = TextFile.read(file, shown, MOST_BYTES);
        return deed(
                written,
                file,
                "change the file " + shown,
                ShortDifference.of(before, replacement.in(before, shown)),
                // Another change beside this one takes nothing from it, and an answer may ask for several at once.
                now -> replacement.in(now == null ? "" : now, shown));
    }

    /** What becomes of the content that is there when it is written, which is null for no file. */
    @FunctionalInterface
    private interface Change {
        String of(@Nullable String now) throws ToolFault;
    }

    private Deed deed(String written, Path file, String headline, List<String> details, Change change) {
        return new Deed(Permission.WRITE, headline, details, context -> {
            synchronized (workspace) {
                return ToolResult.text(store(written, file, change));
            }
        });
    }

    /** What was shown to the user is what is done: the way must not have changed while they thought about it. */
    private String store(String written, Path file, Change change) throws ToolFault, IOException {
        String shown = workspace.shown(file);
        if (!workspace.resolve(written).equals(file)) {
            throw new ToolFault(shown + " has become another file in the meantime. Look again.");
        }
        boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        byte[] bytes =
                change.of(there ? TextFile.read(file, shown, MOST_BYTES) : null).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new ToolFault("This is too much for one file: at most " + MOST_BYTES + " bytes.");
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(
                file,
                bytes,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return "Done: " + shown + " now has " + bytes.length + " bytes.";
    }
}
