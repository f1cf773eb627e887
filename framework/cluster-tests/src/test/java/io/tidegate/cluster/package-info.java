/** The packaged jar on a Hadoop cluster of its own: HDFS and YARN, started for the tests. */
@org.jspecify.annotations.NullMarked
package io.tidegate.cluster;
