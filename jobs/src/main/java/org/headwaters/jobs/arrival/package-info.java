/**
 * From files to input tables: what is taken in, what is rejected, and a look before anything is.
 */
package org.headwaters.jobs.arrival;
