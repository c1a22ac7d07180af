package dev.parlance.agent.mcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of tools that every host takes: 3 to 64 letters, digits, {@code _} and {@code -}, the first no digit and no {@code -}. That is the
 * strictest of their rules in each respect: OpenAI (at most 64), Gemini (the first sign) and Moonshot (at least 3), so that a conversation
 * can move from host to host.
 */
final class SafeNames {
    private static final int LONGEST = 64;
    private static final int SHORTEST = 3;
    private static final int HASH = 8;

    /** A tool and its server, as they call themselves. */
    record Origin(String server, String tool) {}

    private SafeNames() {}

    /**
     * One name for each, in the same order. A name is {@code server_tool}; a hash of both is added when signs had to be replaced or cut, and
     * to all of those that would have one name. No server can give a tool the name of another's. The same servers and tools get the same
     * names, in whatever order they come.
     */
    static List<String> of(List<Origin> origins) {
        Map<String, Integer> wanted = new HashMap<>();
        origins.forEach(origin -> wanted.merge(plain(origin), 1, Integer::sum));
        Map<Origin, String> names = new HashMap<>();
        List<Origin> others = new ArrayList<>();
        for (Origin origin : origins) {
            if (fits(origin) && wanted.getOrDefault(plain(origin), 0) == 1) {
                names.put(origin, plain(origin));
            } else {
                others.add(origin);
            }
        }
        Set<String> taken = new HashSet<>(names.values());
        others.sort(Comparator.comparing(Origin::server).thenComparing(Origin::tool));
        for (Origin origin : others) {
            String name = hashed(origin, 0);
            // Somebody may call a tool just so.
            for (int attempt = 1; !taken.add(name); attempt++) {
                name = hashed(origin, attempt);
            }
            names.put(origin, name);
        }
        return origins.stream().map(names::get).toList();
    }

    private static boolean fits(Origin origin) {
        String plain = plain(origin);
        return plain.equals(origin.server() + "_" + origin.tool())
                && plain.length() <= LONGEST
                && plain.length() >= SHORTEST;
    }

    private static String plain(Origin origin) {
        String name = (origin.server() + "_" + origin.tool()).replaceAll("[^a-zA-Z0-9_-]", "_");
        char first = name.charAt(0);
        return first == '-' || Character.isDigit(first) ? "_" + name : name;
    }

    private static String hashed(Origin origin, int attempt) {
        String plain = plain(origin);
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST - HASH - 1));
        return cut + "_" + hash(origin.server() + "\0" + origin.tool() + "\0".repeat(attempt));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
