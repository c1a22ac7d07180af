package dev.parlance.cli.run;

import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.RawJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Fetches and sends over HTTP.
 *
 * @param limit for one call, redirects included
 */
record HttpTool(Consent consent, Duration limit) {
    private static final int LONGEST_BODY = 100_000;
    private static final Pattern WITHOUT_LOOKUP = Pattern.compile("[0-9.]+|\\[.*]|localhost");

    Tool tool() {
        return new GuardedTool(
                "http_request",
                "Sends an HTTP request and gives status, content type and body. Redirects are followed.",
                RawJson.ofText(
                        "{\"type\":\"object\",\"properties\":{\"url\":{\"type\":\"string\",\"description\":\"http or https.\"},"
                                + "\"method\":{\"type\":\"string\",\"enum\":[\"GET\",\"POST\"],\"description\":\"GET unless given.\"},"
                                + "\"body\":{\"type\":\"string\",\"description\":\"For POST.\"},"
                                + "\"content_type\":{\"type\":\"string\",\"description\":\"Of the body; application/json unless given.\"}},"
                                + "\"required\":[\"url\"]}"),
                limit,
                this::plan,
                consent);
    }

    private Deed plan(ToolCall call) throws ToolFault {
        Arguments arguments = new Arguments(call.arguments());
        URI url = url(arguments.text("url"));
        String method = arguments.textOrNull("method");
        String body = arguments.textOrNull("body");
        String type = arguments.textOrNull("content_type");
        boolean post = "POST".equals(method);
        if (!post && method != null && !method.equals("GET")) {
            throw new ToolFault("The method can be GET or POST.");
        }
        if (!post && body != null && !body.isEmpty()) {
            throw new ToolFault("A GET request has no body.");
        }
        if (body != null && body.length() > LONGEST_BODY) {
            throw new ToolFault("The body is longer than " + LONGEST_BODY + " characters.");
        }
        if (type != null && !type.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,200}")) {
            throw new ToolFault("This is no content type.");
        }
        List<String> details = new ArrayList<>(List.of(url.toString()));
        if (body != null) {
            details.addAll(ShortDifference.of("", body));
        }
        HttpExchange exchange = new HttpExchange(consent.local(), limit);
        if (WITHOUT_LOOKUP.matcher(url.getHost()).matches()) {
            // Nobody is asked about what is refused anyway. Names wait: looking one up tells its servers already.
            exchange.check(url);
        }
        String sent = post ? body == null ? "" : body : null;
        String contentType = type == null ? "application/json" : type;
        return new Deed(
                Permission.HTTP,
                post ? "send a POST request to" : "fetch",
                details,
                context -> ToolResult.text(exchange.ask(url, sent, contentType)));
    }

    /** An address that can be called. */
    static URI url(String written) throws ToolFault {
        URI url;
        try {
            url = new URI(written.strip());
        } catch (URISyntaxException wrong) {
            throw new ToolFault("This is no URL: " + written);
        }
        String scheme = url.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme) || url.getHost() == null) {
            throw new ToolFault("The URL must begin with http:// or https:// and name a host: " + written);
        }
        if (url.getRawUserInfo() != null) {
            throw new ToolFault("The URL must not hold a name or password.");
        }
        return url;
    }
}
