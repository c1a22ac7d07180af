package dev.parlance.architecture;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A method whose result or one of whose parameters, type arguments included, comes from a package. */
final class SignatureMentions extends ArchCondition<JavaMethod> {
    private final String packageName;

    SignatureMentions(String packageName) {
        super("mention " + packageName + " in their signature");
        this.packageName = packageName;
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        boolean mentions = method.getAllInvolvedRawTypes().stream()
                .anyMatch(type -> type.getPackageName().startsWith(packageName));
        events.add(new SimpleConditionEvent(method, mentions, method.getFullName() + " mentions " + packageName));
    }
}
