/** Turns a run and the description of a target into the request that starts it there. */
@org.jspecify.annotations.NullMarked
package io.tidegate.submit;
