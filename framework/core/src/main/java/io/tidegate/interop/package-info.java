/** Between Java and the Scala of Spark's and Deequ's own classes. */
@org.jspecify.annotations.NullMarked
package io.tidegate.interop;
