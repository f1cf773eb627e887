package io.tidegate.config;

/** What a conf says of submitting its runs; a run itself does not look at it. */
public record Deployment(ResourcesConfig resources, DeployConfig deploy) {}
