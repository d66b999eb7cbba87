/** Looks after a lake: what is wrong with it, and what it no longer needs. */
package org.headwaters.jobs.care;
