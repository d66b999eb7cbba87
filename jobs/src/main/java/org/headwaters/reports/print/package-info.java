/** A report as files: HTML with SVG, JSON with its schema, CSV, and the hashes of them all. */
package org.headwaters.reports.print;
