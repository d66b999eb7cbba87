/**
 * One class, one function from tables to a table: the only room with joins. No reads, no writes, no
 * actions.
 */
package org.headwaters.transforms;
