package dev.parlance.core.raw;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect says about its requests: which members hold the conversation, and which long strings in them are passed on without a look
 * at their words. Immutable and thread-safe.
 */
public final class RawShape {
    /** Strings of fewer bytes are never cut: the stand-in would be as long. */
    private static final int SHORTEST = 64;

    /** Below this many bytes saved the full lane is as fast. */
    private static final int LEAST_SAVED = 2048;

    private static final String TOOLS = "tools";

    /** How a long string may be cut, by what the full lane wants to know about it. */
    public enum Cut {
        /** Words: that they are not blank. */
        WORDS,
        /** Arguments in a string: that they look like an object. */
        ARGUMENTS,
        /** A data URL: all before its data. */
        DATA_URL,
        /** Bytes in base64, which a dialect may respell: how it begins. */
        BASE64,
        /** What only its issuer reads, such as a signature: how it begins, for ours must be seen whole. */
        TOKEN
    }

    /**
     * One name of a member that holds part of the conversation.
     *
     * @param canonical what the dialect's writer calls it
     * @param whole how a string is cut that is the member itself, or null
     * @param strings by name, how strings within it are cut
     */
    record Member(String canonical, @Nullable Cut whole, Names strings) {}

    /** Names as bytes, few enough to go through one after the other. */
    static final class Names {
        private final byte[][] names;
        private final Cut[] cuts;

        private Names(Map<String, Cut> byName) {
            names = byName.keySet().stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            cuts = byName.values().toArray(Cut[]::new);
        }

        @Nullable
        Cut get(byte[] text, int from, int to) {
            for (int index = 0; index < names.length; index++) {
                if (matches(names[index], text, from, to)) {
                    return cuts[index];
                }
            }
            return null;
        }
    }

    private final Map<String, Member> members;
    private final byte[][] names;
    private final Member[] byPlace;
    private final byte[][] opaque;
    private final int shortest;
    private final int leastSaved;

    private RawShape(Map<String, Member> members, byte[][] opaque, int shortest, int leastSaved) {
        this.members = members;
        this.names = members.keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.byPlace = members.values().toArray(Member[]::new);
        this.opaque = opaque;
        this.shortest = shortest;
        this.leastSaved = leastSaved;
    }

    /**
     * A shape without members.
     *
     * @param opaque members within which all strings are the caller's own words, such as a call's arguments as an object
     */
    public static RawShape of(Set<String> opaque) {
        byte[][] names = opaque.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return new RawShape(Map.of(), names, SHORTEST, LEAST_SAVED);
    }

    /** With a member of the body, and how strings in it are cut, by the name they stand under. */
    public RawShape with(String name, Map<String, Cut> strings) {
        return with(name, name, null, strings);
    }

    /**
     * The same for a member that may be a string itself, or comes under several names.
     *
     * @param canonical what the dialect's writer calls it
     * @param whole how the member itself is cut when it is a string, or null
     */
    public RawShape with(String name, String canonical, @Nullable Cut whole, Map<String, Cut> strings) {
        Map<String, Member> more = new LinkedHashMap<>(members);
        more.put(name, new Member(canonical, whole, new Names(new TreeMap<>(strings))));
        return new RawShape(more, opaque, shortest, leastSaved);
    }

    /** The same that cuts shorter strings too, and asks for less gain; for tests, whose requests are small. */
    public RawShape eager(int shortestString) {
        return new RawShape(members, opaque, shortestString, Integer.MIN_VALUE);
    }

    @Nullable
    Member member(byte[] text, int from, int to) {
        for (int index = 0; index < names.length; index++) {
            if (matches(names[index], text, from, to)) {
                return byPlace[index];
            }
        }
        return null;
    }

    /** Tools are no conversation: a property in a schema may have any name. */
    boolean isOpaque(Member member, byte[] text, int from, int to) {
        if (member.canonical().equals(TOOLS)) {
            return false;
        }
        for (byte[] name : opaque) {
            if (matches(name, text, from, to)) {
                return true;
            }
        }
        return false;
    }

    int shortest() {
        return shortest;
    }

    int leastSaved() {
        return leastSaved;
    }

    private static boolean matches(byte[] name, byte[] text, int from, int to) {
        return name.length == to - from && Arrays.equals(name, 0, name.length, text, from, to);
    }
}
