package io.tidegate.cli;

/**
 * A command that a module adds to {@code tidegate}: a picocli command class with a constructor
 * without arguments, found by {@link java.util.ServiceLoader}. It may throw what a run throws; the
 * command line turns it into a message and an exit code.
 */
public interface CliCommand {}
