/** The chain in processes of its own, because the SDK reads the environment of the process, against servers on this machine. */
@NullMarked
package dev.parlance.azureidentity;

import org.jspecify.annotations.NullMarked;
