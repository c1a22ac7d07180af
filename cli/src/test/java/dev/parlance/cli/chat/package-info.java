/** What a chat keeps and what it shows. */
@NullMarked
package dev.parlance.cli.chat;

import org.jspecify.annotations.NullMarked;
