/**
 * Reads {@code schemas/*.yaml}, the data contracts: the only place where a column, its type, its
 * rules and its description are written. Knows nothing of Spark.
 */
package org.headwaters.contracts;
