package dev.parlance.sandbox.chat;

/** How a host names tool calls. */
@FunctionalInterface
public interface CallIds {
    /**
     * The id of a call.
     *
     * @param name the function's name
     * @param position how many calls the conversation held before it
     */
    String id(String name, int position);
}
