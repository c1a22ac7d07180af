package dev.parlance.dialects.openairesponses;

import dev.parlance.core.wire.JsonWriter;

/** Frames of the event stream, counted as the API counts them. Not thread-safe. */
final class Frames {
    private int sequence;

    /** Opens an event; its other members follow. */
    JsonWriter open(JsonWriter out, String type) {
        out.frame("event: ").frame(type).frame("\ndata: ");
        return out.beginObject()
                .name("type")
                .string(type)
                .name("sequence_number")
                .number(sequence++);
    }

    /** Opens an event about a part of an item. */
    JsonWriter openPart(JsonWriter out, String type, String itemId, int item, String partName, int part) {
        return openItem(out, type, itemId, item).name(partName).number(part);
    }

    /** Opens an event about an item. */
    JsonWriter openItem(JsonWriter out, String type, String itemId, int item) {
        return open(out, type)
                .name("item_id")
                .string(itemId)
                .name("output_index")
                .number(item);
    }

    /** Opens an event that brings an item; the item follows. */
    JsonWriter openWhole(JsonWriter out, String type, int item) {
        return open(out, type).name("output_index").number(item).name("item");
    }

    void close(JsonWriter out) {
        out.endObject().frame("\n\n");
    }
}
