/**
 * The steps of the pipeline, one class each: when what runs, and what must hold before it becomes
 * visible. The only room that starts a Spark action.
 */
package org.headwaters.jobs;
