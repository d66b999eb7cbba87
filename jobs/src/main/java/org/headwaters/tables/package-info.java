/**
 * The Spark edge: each table's schema, bound to its contract, with one class per table and one
 * constant per column. A name that the contract does not know fails when the class loads.
 */
package org.headwaters.tables;
