/** Databases: connecting to them, and how their SQL differs. Knows nothing of jobs and runs. */
@NullMarked
package io.tidegate.jdbc;

import org.jspecify.annotations.NullMarked;
