/** Laws that need catalog, dialect and sandbox side by side: what we send is accepted, and refused when the rule is taken out. */
@NullMarked
package dev.parlance.cli.law;

import org.jspecify.annotations.NullMarked;
