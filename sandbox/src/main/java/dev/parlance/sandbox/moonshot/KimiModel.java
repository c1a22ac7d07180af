package dev.parlance.sandbox.moonshot;

import dev.parlance.sandbox.chat.ChatBody;

/**
 * A model of Moonshot AI.
 *
 * @param id the id as the client wrote it
 * @param window input and output together, in tokens
 * @param sight whether pictures are read
 */
record KimiModel(String id, Family family, long window, boolean sight) {

    /** The families whose rules differ. */
    enum Family {
        K3,
        K2_7_CODE,
        K2_6,
        K2_5,
        K2_THINKING,
        K2,
        MOONSHOT_V1;

        /** Whether temperature and its relatives have one allowed value only. */
        boolean pinned() {
            return compareTo(K2_5) <= 0;
        }

        /** Whether the model thinks whatever is asked. */
        boolean alwaysThinks() {
            return this == K3 || this == K2_7_CODE || this == K2_THINKING;
        }

        /** Whether the client may switch thinking on and off. */
        boolean toggles() {
            return this == K2_6 || this == K2_5;
        }
    }

    /** Whether thinking is on for the request: absence of the field means on for the families that can think. */
    boolean thinks(ChatBody body) {
        if (family.toggles()) {
            var thinking = body.members().object("thinking");
            return thinking == null || !"disabled".equals(thinking.text("type"));
        }
        return family.alwaysThinks();
    }
}
