package dev.parlance.cli.chat;

/** Where a chat is shown. */
public interface Screen {
    /** More of the answer; false when nobody reads any more. */
    boolean answer(String text);

    /** More of what the model thinks. */
    void thought(String text);

    /** The answer is over or broken off. */
    void end();

    /** Something beside the conversation. */
    void remark(String words);

    /** Something that went wrong. */
    void fault(String words);

    /** What a command was asked for, exactly, to be copied. */
    void print(String text);

    /** What a command was asked for, for people: its lines are broken where they do not fit. */
    void list(String lines);

    /** Shows or folds thinking from now on; true when it is folded now. */
    boolean fold();
}
