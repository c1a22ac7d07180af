/**
 * Microsoft Foundry on the v1 route: OpenAI deployments and catalogue deployments such as Kimi and DeepSeek.
 */
@NullMarked
package dev.parlance.sandbox.azure;

import org.jspecify.annotations.NullMarked;
