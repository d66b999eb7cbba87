/** What the tables of a lake say of booked periods, as plain values. */
package org.headwaters.reports.facts;
