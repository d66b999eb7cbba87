/**
 * Outside formats, one class each: what a file says becomes rows of our input tables, and what it
 * says badly becomes a reject.
 */
package org.headwaters.adapters;
