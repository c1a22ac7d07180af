/**
 * What a dialect must provide: outwards a {@link dev.parlance.core.dialect.Dialect} that encodes requests and decodes answers, inwards an
 * {@link dev.parlance.core.dialect.InboundDialect} that decodes requests and encodes answers. Everything here is pure.
 */
@NullMarked
package dev.parlance.core.dialect;

import org.jspecify.annotations.NullMarked;
