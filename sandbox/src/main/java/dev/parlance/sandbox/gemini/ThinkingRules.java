package dev.parlance.sandbox.gemini;

import dev.parlance.sandbox.gemini.GeminiModel.Tier;

/** Levels for the third generation, budgets for 2.5, never both. */
final class ThinkingRules {
    private ThinkingRules() {}

    static void check(GeminiBody body, GeminiModel model) {
        String level = body.level();
        Long budget = body.budget();
        if (level != null && budget != null) {
            throw Complaint.invalid("You can only set only one of thinking budget and thinking level.");
        }
        if (level != null && !model.signs()) {
            throw Complaint.invalid("Thinking level is not supported for this model.");
        }
        if ("MINIMAL".equals(level) && !model.minimal()) {
            throw Complaint.invalid("Thinking level MINIMAL is not supported for this model. Please retry with other"
                    + " thinking level.");
        }
        if (budget != null) {
            budget(budget, model);
        }
    }

    /** The upper bounds alone are refused: the lower ones are hearsay. */
    private static void budget(long budget, GeminiModel model) {
        boolean always = model.signs() || model.budgeted() && model.tier() == Tier.PRO;
        if (budget == 0 && always) {
            throw Complaint.invalid("Budget 0 is invalid. This model only works in thinking mode.");
        }
        if (model.budgeted() && budget > model.mostBudget()) {
            throw Complaint.invalid("The thinking budget " + budget + " is invalid. Please choose a value between "
                    + model.leastBudget() + " and " + model.mostBudget() + ".");
        }
    }

    /** Whether the model thinks on the request. Of 2.5 all but Lite do so unasked; the third generation cannot be stopped. */
    static boolean thinks(GeminiBody body, GeminiModel model) {
        Long budget = body.budget();
        if (model.signs()) {
            return !"MINIMAL".equals(body.level());
        }
        if (!model.budgeted()) {
            return false;
        }
        return budget == null ? model.tier() != Tier.LITE : budget != 0;
    }
}
