package io.tidegate.config;

/** A job's configuration, and what every key of it came to. */
public record LoadedConfig(JobConfig job, EffectiveConfig effective) {}
