/** Looks at one provider as a caller would meet it: where calls go, whether its credential resolves, whether it answers. */
@NullMarked
package dev.parlance.cli.doctor;

import org.jspecify.annotations.NullMarked;
