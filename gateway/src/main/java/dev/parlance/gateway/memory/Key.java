package dev.parlance.gateway.memory;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import java.util.List;

/** Under what the memory keeps its entries. */
sealed interface Key {
    /** An answer, for who was pointed to it. */
    record Number(long number) implements Key {}

    /** What a client hands back: no other caller finds it. */
    record Seen(String caller, Print print) implements Key {
        /** By the id of a call. */
        static Seen id(String caller, String issuer, String id) {
            return new Seen(
                    caller, new Printer().word("id").word(issuer).word(id).print());
        }

        /** By what the turn says, and what it answers: the same words in another place are another turn. */
        static Seen words(String caller, String issuer, Print answered, Print text, List<Entry.Call> calls) {
            Printer printer =
                    new Printer().word("words").word(issuer).add(answered).add(text);
            for (Entry.Call call : calls) {
                printer.word(call.name()).add(call.arguments());
            }
            return new Seen(caller, printer.print());
        }
    }

    /** What the turn answers: users and tools since the model last spoke. Instructions above the conversation change from call to call. */
    static Print answered(List<Message> messages) {
        Printer printer = new Printer();
        for (Message message : messages) {
            switch (message) {
                case Message.System system -> {}
                case Message.Assistant assistant -> {}
                case Message.User user -> parts(printer.word("user"), user.content());
                case Message.ToolResult result -> parts(printer.word("result"), result.content());
            }
        }
        return printer.print();
    }

    private static void parts(Printer printer, List<Content> content) {
        for (Content part : content) {
            switch (part) {
                case Content.Text text -> printer.text(text.text());
                case Content.Refusal refusal -> printer.text(refusal.text());
                case Content.Media media -> printer.word(media.url());
                case Content.Opaque opaque -> printer.word(opaque.json().text());
                case Content.ToolCall call -> printer.word(call.name());
                case Content.Reasoning reasoning -> {}
            }
        }
    }
}
