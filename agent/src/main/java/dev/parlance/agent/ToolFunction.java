package dev.parlance.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a tool, for {@link Tool#ofMethods}. Its parameters are the arguments; one that is a {@link ToolContext} or a {@link ToolCall} is
 * passed and not shown to the model. A single record as parameter stands for all arguments. Names of other parameters must be in the class file
 * (javac's {@code -parameters}); {@code Description} from {@code dev.parlance.schema} says what they mean. What it returns is shown as
 * {@link ToolResult#of} says, and what it throws is a failed result with the exception's message.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolFunction {
    /** What it does and when to call it, for the model. */
    String description();

    /** What the model calls it by; the method's name unless told otherwise. */
    String name() default "";

    /** How long one call may take, in milliseconds; 0 for the deadline of the settings. */
    long deadlineMillis() default 0;
}
