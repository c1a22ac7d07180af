package dev.parlance.dialects.openaichat;

import dev.parlance.core.raw.FrameKinds;

/** The kinds of chunks, by what only their JSON and never a quoted text can hold: within texts quotes are escaped. Stateless and thread-safe. */
public final class ChunkKinds implements FrameKinds {
    @Override
    public Kind of(String frame) {
        if (frame.contains("\"error\"") || finishes(frame)) {
            return Kind.HELD;
        }
        boolean ordinary = frame.contains("\"delta\"") && !frame.contains("\"name\"") && !isSaid(frame, "\"usage\"");
        return ordinary ? Kind.ORDINARY : Kind.TELLING;
    }

    private static boolean finishes(String frame) {
        return isSaid(frame, "\"finish_reason\"") || frame.contains("[DONE]");
    }

    /** Whether a member of that name is there and not null. */
    private static boolean isSaid(String frame, String name) {
        int at = frame.indexOf(name);
        while (at >= 0) {
            int value = at + name.length();
            while (value < frame.length() && (frame.charAt(value) == ' ' || frame.charAt(value) == ':')) {
                value++;
            }
            if (!frame.startsWith("null", value)) {
                return true;
            }
            at = frame.indexOf(name, value);
        }
        return false;
    }

    @Override
    public String end() {
        return "data: [DONE]\n\n";
    }
}
