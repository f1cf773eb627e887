/** Google Dataproc: requests are checked by its own protocol's descriptions, and sent. */
@org.jspecify.annotations.NullMarked
package io.tidegate.dataproc;
