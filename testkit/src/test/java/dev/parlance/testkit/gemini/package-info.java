/** Laws of Gemini generateContent: what a real host accepted is read and written again as it was, and signatures survive every client. */
@NullMarked
package dev.parlance.testkit.gemini;

import org.jspecify.annotations.NullMarked;
