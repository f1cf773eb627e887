/** Amazon EMR and EMR Serverless: requests are checked by the SDK's own tables, and sent. */
@org.jspecify.annotations.NullMarked
package io.tidegate.emr;
