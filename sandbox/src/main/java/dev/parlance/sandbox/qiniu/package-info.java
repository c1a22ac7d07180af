/**
 * Qiniu's token API: a reseller of many families of models, whose rules are those of the family behind the id.
 */
@NullMarked
package dev.parlance.sandbox.qiniu;

import org.jspecify.annotations.NullMarked;
