/**
 * xAI: Chat Completions of the Grok models, with the parameters they refuse, errors whose members are plain strings and counts that leave
 * reasoning out.
 */
@NullMarked
package dev.parlance.sandbox.xai;

import org.jspecify.annotations.NullMarked;
