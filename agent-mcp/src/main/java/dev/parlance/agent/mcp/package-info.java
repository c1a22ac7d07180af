/**
 * The tools of MCP servers for {@link dev.parlance.agent.Agent}: {@link dev.parlance.agent.mcp.McpServers} starts or reaches the servers,
 * lists their tools under names that every host takes, and survives servers that do not start, crash or hang.
 *
 * <p>Spoken through the official SDK, none of whose types can be seen from outside.
 */
@NullMarked
package dev.parlance.agent.mcp;

import org.jspecify.annotations.NullMarked;
