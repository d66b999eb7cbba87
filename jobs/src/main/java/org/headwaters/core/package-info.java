/**
 * The pure domain: how revenue becomes pools, pools flow up the lineage, and credits reach holders.
 * Imports the JDK only, so that a regulator can recompute a statement without Spark, and holds no
 * floating-point number.
 */
package org.headwaters.core;
