/** The daily reports of Johns Hopkins University on COVID-19, from files to cases by country. */
@org.jspecify.annotations.NullMarked
package io.tidegate.jobs.covid;
