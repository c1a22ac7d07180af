/** The laws that only OpenAI Responses has, over its recordings and over those of others. */
@NullMarked
package dev.parlance.testkit.openairesponses;

import org.jspecify.annotations.NullMarked;
