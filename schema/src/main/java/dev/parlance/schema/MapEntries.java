package dev.parlance.schema;

/** How a map is written where an object may have no members but the known ones: as an array of entries. */
final class MapEntries {
    static final String KEY = "key";
    static final String VALUE = "value";

    private MapEntries() {}
}
