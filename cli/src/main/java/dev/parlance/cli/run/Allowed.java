package dev.parlance.cli.run;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What may be done without asking.
 *
 * @param local whether addresses of this machine and of private networks may be called at all; asking does not open them, for hardly anybody
 *     can tell from an address what it is, and behind some wait the keys of a whole cloud account
 */
public record Allowed(Set<Permission> permissions, boolean local) {
    /** Nothing. */
    public static final Allowed NOTHING = new Allowed(Set.of(), false);

    private static final String ALL = "all";
    private static final String LOCAL = "local";

    public Allowed {
        permissions = Set.copyOf(permissions);
    }

    /** Reads the words of {@code --allow}. @throws ParlanceException.InvalidRequest when one is unknown */
    public static Allowed of(List<String> words) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        boolean local = false;
        for (String word : words) {
            if (word.equals(ALL)) {
                permissions.addAll(EnumSet.allOf(Permission.class));
            } else if (word.equals(LOCAL)) {
                local = true;
            } else {
                permissions.add(permission(word));
            }
        }
        return new Allowed(permissions, local);
    }

    private static Permission permission(String word) {
        for (Permission permission : Permission.values()) {
            if (permission.word().equals(word)) {
                return permission;
            }
        }
        throw new ParlanceException.InvalidRequest(
                Failure.of("--allow " + word + ": it can be write, shell, http, mcp, all and local"));
    }
}
