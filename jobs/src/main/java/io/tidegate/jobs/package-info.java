@org.jspecify.annotations.NullMarked
package io.tidegate.jobs;
