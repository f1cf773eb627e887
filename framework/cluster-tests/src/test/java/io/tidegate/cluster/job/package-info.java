/** What runs on the cluster besides the packaged jar: a job that can be held up while it runs. */
@org.jspecify.annotations.NullMarked
package io.tidegate.cluster.job;
