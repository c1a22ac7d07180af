/**
 * The OpenAI Responses wire, for every host that speaks it: routes, checks, the bounded store of answers, the sealed reasoning that must come
 * back unchanged, the events. What sets one host apart is a {@link dev.parlance.sandbox.responses.ResponsesHabits}; what its models take is a
 * {@link dev.parlance.sandbox.responses.ResponsesModel}.
 */
@NullMarked
package dev.parlance.sandbox.responses;

import org.jspecify.annotations.NullMarked;
