/**
 * The loop of model and tools: {@link dev.parlance.agent.Agent} asks a {@link dev.parlance.core.chat.ChatModel}, runs the tools it calls side
 * by side, and asks again until it has answered or a limit is reached.
 *
 * <p>Knows no host, no file and no process; every thread it starts is virtual and ends with the run.
 */
@NullMarked
package dev.parlance.agent;

import org.jspecify.annotations.NullMarked;
