/** Text for people: columns, and addresses without what may be secret in them. */
@NullMarked
package dev.parlance.cli.text;

import org.jspecify.annotations.NullMarked;
