/**
 * Which target of an alias is asked, and when: the order of a call's targets, how well each did lately, and how much each is given at once.
 * Nothing here knows a socket, and time and chance are handed in. What is shared by all lanes is thread-safe.
 */
@NullMarked
package dev.parlance.gateway.routing;

import org.jspecify.annotations.NullMarked;
