package dev.parlance.cli.run;

import dev.parlance.agent.Tool;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools of a run, each behind the consent of its user. */
public final class RunTools {
    private static final Duration HTTP_LIMIT = Duration.ofSeconds(60);

    private final Set<String> kinds;
    private final Workspace workspace;

    private RunTools(Set<String> kinds, Workspace workspace) {
        this.kinds = kinds;
        this.workspace = workspace;
    }

    /**
     * What the command line names.
     *
     * @throws ParlanceException.InvalidRequest when a word of {@code --tools} is unknown or the root is no folder
     */
    public static RunTools of(List<String> words, Path root) {
        for (String word : words) {
            if (!List.of("files", "shell", "http").contains(word)) {
                throw new ParlanceException.InvalidRequest(
                        Failure.of("--tools " + word + ": it can be files, shell and http"));
            }
        }
        if (words.contains("http")) {
            // Else a name could lead elsewhere between the look at its addresses and the connection.
            Security.setProperty("networkaddress.cache.ttl", "-1");
        }
        return new RunTools(new LinkedHashSet<>(words), Workspace.of(root));
    }

    /** The same, and those files are not read. */
    public RunTools hiding(Collection<Path> files) {
        return new RunTools(kinds, workspace.hiding(files));
    }

    /**
     * The tools themselves, in the order in which they were named.
     *
     * @param environment all variables that commands see
     * @param served those of MCP servers
     */
    public List<Tool> behind(Consent consent, Map<String, String> environment, List<Tool> served) {
        List<Tool> tools = new ArrayList<>();
        for (String kind : kinds) {
            switch (kind) {
                case "files" -> tools.addAll(new FileTools(workspace, consent).all());
                case "shell" -> tools.add(new ShellTool(workspace.root(), environment, consent).tool());
                default -> tools.add(new HttpTool(consent, HTTP_LIMIT).tool());
            }
        }
        served.forEach(tool -> tools.add(ServedTools.guarded(tool, consent)));
        return tools;
    }

    /** Ends what tools still run, for a process that is about to end itself. */
    public static void endAll() {
        ProcessTree.closeAll();
    }
}
