/** Documents to contributions, once for each version of a data set. */
package org.headwaters.jobs.documents;
