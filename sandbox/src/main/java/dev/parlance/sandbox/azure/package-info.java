/**
 * Azure OpenAI and Microsoft Foundry: dated routes, v1 routes, the routes of Claude and of MAI, and what each deployment refuses on them.
 */
@NullMarked
package dev.parlance.sandbox.azure;

import org.jspecify.annotations.NullMarked;
