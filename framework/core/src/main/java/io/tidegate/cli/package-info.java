@org.jspecify.annotations.NullMarked
package io.tidegate.cli;
