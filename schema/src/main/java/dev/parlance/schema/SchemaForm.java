package dev.parlance.schema;

/** The two forms in which a schema is written. */
public enum SchemaForm {
    /** JSON Schema 2020-12 as people write it: optional members are not required. */
    PLAIN,

    /**
     * The subset that OpenAI's strict mode takes: all members are required and optional ones may be null, no object has further properties,
     * and only keywords of that subset stand in it. A map becomes an array of entries with {@code key} and {@code value}, for its names are
     * not known beforehand. Source: OpenAI, Structured Outputs guide, supported schemas (2026).
     */
    STRICT
}
