/**
 * What a holder can check alone: the file that proves a statement, how it is written and read, and
 * what is looked at in it. Nothing of a file is believed before it is checked.
 */
package org.headwaters.core.statement;
