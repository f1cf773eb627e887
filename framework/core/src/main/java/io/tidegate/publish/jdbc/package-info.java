/** Outputs that are tables of a database. */
@NullMarked
package io.tidegate.publish.jdbc;

import org.jspecify.annotations.NullMarked;
