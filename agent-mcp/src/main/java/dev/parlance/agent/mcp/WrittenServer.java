package dev.parlance.agent.mcp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server as people write it in one line. */
final class WrittenServer {
    private static final Pattern NAMED = Pattern.compile("\\s*([A-Za-z0-9_.-]+)=(.*)", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://\\S+");

    /** Programs that run another one, which says more about the server. */
    private static final Set<String> RUNNERS = Set.of(
            "npx", "uvx", "pipx", "bunx", "node", "deno", "bun", "python", "python3", "uv", "java", "docker", "npm");

    private static final Set<String> RUNNERS_VERBS = Set.of("run", "exec", "dlx", "x", "tool");

    private WrittenServer() {}

    static McpServer parse(String written) {
        Matcher named = NAMED.matcher(written);
        boolean hasName = named.matches();
        String rest = (hasName ? named.group(2) : written).strip();
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(
                    "An MCP server is written as name=command argument … or name=https://host/mcp; here is neither");
        }
        if (ADDRESS.matcher(rest).matches()) {
            URI uri = uri(rest);
            return new McpServer.Remote(hasName ? named.group(1) : nameOf(uri), uri, Map.of());
        }
        List<String> command = ShellWords.of(rest);
        return new McpServer.Command(hasName ? named.group(1) : nameOf(command), command);
    }

    static void checkName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An MCP server needs a name");
        }
    }

    static void checkUri(URI uri) {
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException("The address of an MCP server is http://… or https://… with a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The address of an MCP server takes no user and password; send them in a header");
        }
    }

    /** The address without what may be secret in it. */
    static String place(URI uri) {
        String path = uri.getRawPath();
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (path == null ? "" : path);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException wrong) {
            // Its message would repeat the address, which may hold a key.
            throw new IllegalArgumentException("The address of the MCP server is malformed: " + wrong.getReason());
        }
    }

    private static String nameOf(URI uri) {
        String host = uri.getHost();
        return host == null ? "mcp" : plain(host);
    }

    private static String nameOf(List<String> command) {
        String program = lastPart(command.getFirst());
        if (RUNNERS.contains(program)) {
            for (String argument : command.subList(1, command.size())) {
                if (!argument.startsWith("-") && !RUNNERS_VERBS.contains(argument)) {
                    return plain(lastPart(argument));
                }
            }
        }
        return plain(program);
    }

    /** The last part of a path or package, without version and ending. */
    private static String lastPart(String text) {
        String part = text.replace('\\', '/');
        part = part.substring(part.lastIndexOf('/', part.length() - 2) + 1);
        int version = part.indexOf('@', 1);
        part = version < 0 ? part : part.substring(0, version);
        return part.replaceFirst("\\.(exe|cmd|bat|js|mjs|cjs|ts|py|sh|jar)$", "");
    }

    private static String plain(String text) {
        String name = text.replaceAll("[^A-Za-z0-9_-]+", "_").replaceAll("^_+|_+$", "");
        return name.isEmpty() ? "mcp" : name;
    }
}
