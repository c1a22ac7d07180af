/**
 * The simulated model that all hosts of the Chat dialect share: it reads a request, decides what to say and counts tokens. What is
 * refused and how an answer is spelled belongs to the hosts.
 */
@NullMarked
package dev.parlance.sandbox.chat;

import org.jspecify.annotations.NullMarked;
