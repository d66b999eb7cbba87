/** Reports: facts are read from the tables that the money used, and told as files in a folder. */
package org.headwaters.jobs.reports;
