package io.tidegate.config;

/** A job's configuration, what every key of it came to, and where its runs are submitted to. */
public record LoadedConfig(JobConfig job, EffectiveConfig effective, Deployment deployment) {}
