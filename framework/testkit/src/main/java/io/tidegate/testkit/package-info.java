/** What an author of jobs needs to test one: a local session, and assertions on datasets. */
@org.jspecify.annotations.NullMarked
package io.tidegate.testkit;
