package dev.parlance.cli;

import dev.parlance.cli.chat.Verdict;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.OneLine;

/** Judges turns as {@code ask} judges its answer. */
final class ChatJudge implements Verdict.Judge {
    @Override
    public Verdict of(ChatResponse response) {
        try {
            return verdict(AskEnd.of(response, null));
        } catch (ParlanceException setting) {
            return unusable(setting);
        }
    }

    @Override
    public Verdict of(ParlanceException error) {
        try {
            return verdict(AskEnd.failed(error));
        } catch (ParlanceException setting) {
            return unusable(setting);
        }
    }

    private static Verdict verdict(AskEnd end) {
        ParlanceException error = end.error();
        return new Verdict(
                end.code(),
                error == null,
                error == null ? end.remark() : OneLine.of(error.failure().sentence()));
    }

    private static Verdict unusable(ParlanceException setting) {
        return new Verdict(
                ExitCode.UNUSABLE, false, OneLine.of(setting.failure().sentence()));
    }
}
