/**
 * The way in: {@link io.tidegate.Tidegate} starts a job from {@code main}, a notebook or a test.
 */
@org.jspecify.annotations.NullMarked
package io.tidegate;
