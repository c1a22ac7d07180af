/**
 * Brings models from a file in the form of models.dev's {@code api.json} into the configuration (anomalyco/models.dev,
 * packages/core/src/schema.ts, 2026).
 */
@NullMarked
package dev.parlance.cli.modelsdev;

import org.jspecify.annotations.NullMarked;
