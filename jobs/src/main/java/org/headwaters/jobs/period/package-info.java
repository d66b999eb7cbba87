/** A month from its lineage to its published tables. */
package org.headwaters.jobs.period;
