package dev.parlance.cli.chat;

import dev.parlance.cli.ask.Picture;
import dev.parlance.client.Parlance;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import dev.parlance.providers.value.OneLine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks what is typed and does what commands say, until somebody leaves. Not thread-safe. */
public final class ChatSession implements AutoCloseable {
    /** What a session works with; see the members of the same names. */
    public record Surroundings(
            Providers providers,
            Policy policy,
            Verdict.Judge judge,
            Function<String, @Nullable Thinking> thinking,
            ChatFiles files) {}

    /** Wrong usage, as everywhere on the command line. */
    private static final int UNUSABLE = 2;

    private static final int DONE = 0;

    private record Sent(ChatRequest request, Target target) {}

    private final Surroundings around;
    private final Place place;
    private final Screen screen;
    private final Conversation conversation;
    private final Consumption consumption = new Consumption();
    private final Calls calls;
    private String model;
    private String draft = "";
    private @Nullable Sent sent;
    private int code;
    private boolean leaving;

    /**
     * @param model {@code provider/model} or an alias, which can be called
     * @param wishes parameters for each turn
     */
    public ChatSession(
            Surroundings around,
            Place place,
            Screen screen,
            String model,
            ChatRequest wishes,
            @Nullable String system) {
        this.around = around;
        this.place = place;
        this.screen = screen;
        this.model = model;
        this.conversation = new Conversation(wishes, system);
        this.calls = new Calls(around.providers(), around.policy(), screen);
    }

    /** Goes on until somebody leaves. */
    public Place.Typed.Left run() {
        while (!leaving) {
            String waiting = draft;
            draft = "";
            switch (place.next(waiting)) {
                case Place.Typed.Left left -> {
                    return left;
                }
                case Place.Typed.Text(String text) -> typed(text);
            }
        }
        return new Place.Typed.Left(false);
    }

    /** The exit code of the last turn or command that failed; 0 when none did. */
    public int code() {
        return code;
    }

    @Override
    public void close() {
        calls.close();
    }

    private void typed(String text) {
        if (text.isBlank()) {
            return;
        }
        SlashCommand command = SlashCommand.of(text);
        try {
            if (command == null) {
                ask(text);
            } else {
                perform(command);
            }
        } catch (ParlanceException wrong) {
            failed(UNUSABLE, OneLine.of(wrong.failure().sentence()));
        }
    }

    private void ask(String question) {
        Message message = conversation.ask(question);
        ChatRequest request = conversation.request(message);
        Target target = around.providers().target(model);
        sent = new Sent(request, target);
        Parlance door = calls.begin();
        Place.Answering answering = place.answering(calls::stop);
        Turn turn;
        try {
            turn = Turn.make(door.model(model), request, target.profile().host(), screen);
        } finally {
            answering.close();
        }
        ChatResponse response = turn.response();
        if (response != null) {
            consumption.add(response.usage());
        }
        if (calls.stopped()) {
            boolean kept = response != null && conversation.keepStopped(message, response.message());
            screen.remark(
                    kept ? "stopped; what came is kept" : "stopped; nothing came, so the question is yours again");
            draft = kept ? "" : question;
        } else if (!turn.read()) {
            // Whoever read has gone and has what it wanted.
            leaving = true;
        } else {
            judged(question, message, turn);
        }
    }

    private void judged(String question, Message message, Turn turn) {
        ChatResponse response = turn.response();
        ParlanceException error = turn.error();
        Verdict verdict;
        if (error != null) {
            verdict = around.judge().of(error);
        } else if (response != null) {
            verdict = around.judge().of(response);
        } else {
            return;
        }
        if (verdict.answered() && response != null) {
            conversation.keep(message, response.message());
        } else {
            draft = question;
        }
        if (verdict.words() != null) {
            failed(verdict.code(), verdict.words());
        }
    }

    private void failed(int why, String words) {
        code = why == DONE ? code : why;
        screen.fault(words);
    }

    private void perform(SlashCommand command) {
        String argument = command.argument();
        switch (command.name()) {
            case null -> failed(UNUSABLE, "There is no command " + command.written() + ". /help lists them.");
            case MODEL -> model(argument);
            case THINK -> think(argument);
            case FOLD -> screen.remark(screen.fold() ? "thinking is folded" : "thinking is shown");
            case SYSTEM -> system(argument);
            case IMAGE -> image(argument);
            case EXPLAIN -> explain(argument);
            case USAGE -> screen.list(consumption.lines());
            case CLEAR -> {
                conversation.clear();
                screen.remark("the conversation is forgotten");
            }
            case SAVE -> save(argument);
            case HELP -> screen.list(SlashCommand.help());
            case QUIT -> leaving = true;
        }
    }

    private void model(String name) {
        if (!name.isEmpty()) {
            Target target = around.providers().target(name);
            target.requireCredential();
            model = name;
        }
        screen.remark("model: " + around.providers().target(model).modelName());
    }

    private void think(String word) {
        if (!word.isEmpty()) {
            Thinking wish = around.thinking().apply(word);
            if (wish == null) {
                failed(UNUSABLE, "/think " + word + ": say off, on, an effort such as high, budget:4000 or default.");
                return;
            }
            conversation.think(wish);
        }
        screen.remark("thinking: " + conversation.thinking().word());
    }

    private void system(String words) {
        if (!words.isEmpty()) {
            conversation.instruct(words.equals("none") ? null : words);
        }
        String now = conversation.system();
        screen.remark("instructions: " + (now == null ? "none" : now));
    }

    private void image(String name) {
        if (name.isEmpty()) {
            failed(UNUSABLE, "/image: name a file, PNG, JPEG, GIF or WebP.");
            return;
        }
        conversation.picture(Picture.of(name, around.files().read(name)));
        screen.remark(name + " goes with the next question");
    }

    private void explain(String question) {
        Sent last = sent;
        if (!question.isEmpty()) {
            ChatRequest next = conversation.request(conversation.ask(question));
            last = new Sent(next, around.providers().target(model));
        }
        if (last == null) {
            screen.remark("nothing was sent yet; /explain QUESTION shows what would be");
        } else {
            screen.print(Explanation.of(last.request(), last.target(), around.policy()));
        }
    }

    private void save(String name) {
        if (name.isEmpty()) {
            failed(UNUSABLE, "/save: name a file.");
            return;
        }
        around.files().write(name, Transcript.of(conversation.system(), conversation.messages()));
        screen.remark("written to " + name);
    }
}
