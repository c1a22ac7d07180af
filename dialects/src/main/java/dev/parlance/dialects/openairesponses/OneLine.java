package dev.parlance.dialects.openairesponses;

import dev.parlance.core.wire.RawJson;

/** JSON that is passed on unread may be spread over lines, and a line of an event stream must not be. No string holds a bare line break. */
final class OneLine {
    private OneLine() {}

    static RawJson of(RawJson json) {
        byte[] bytes = json.bytes();
        for (byte one : bytes) {
            if (one == '\n' || one == '\r') {
                return RawJson.ofText(json.text().replace('\n', ' ').replace('\r', ' '));
            }
        }
        return json;
    }
}
