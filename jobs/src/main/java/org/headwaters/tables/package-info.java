/** What a table is: its columns, bound to its contract, and how its rows are read and made. */
package org.headwaters.tables;
