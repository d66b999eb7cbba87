/** A report: sentences, sections, tables of cells, pictures. Says nothing of how it is printed. */
package org.headwaters.reports.model;
