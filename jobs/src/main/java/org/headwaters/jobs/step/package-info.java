/** What a step of the pipeline is: what it gets to work with and what it tells. */
package org.headwaters.jobs.step;
