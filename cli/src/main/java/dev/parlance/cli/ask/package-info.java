/** What {@code parlance ask} puts together and takes apart: the question with its input and pictures, the answer as JSON and as lines. */
@NullMarked
package dev.parlance.cli.ask;

import org.jspecify.annotations.NullMarked;
