package io.tidegate.benchmarks;

import java.util.List;

/**
 * What one benchmark came to.
 *
 * @param name short, without spaces
 * @param goal what it should come to
 * @param samples of at least one variant; the others are compared with the first
 * @param notes what the times alone do not say
 */
record Result(String name, String title, String goal, List<Sample> samples, List<String> notes) {}
