/**
 * The Spark edge: the lake, its tables, and the columns they have. The only room that names a path
 * or a format of ours.
 */
package org.headwaters.tables;
