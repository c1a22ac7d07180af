@NullMarked
package dev.parlance.agent.mcp;

import org.jspecify.annotations.NullMarked;
