/**
 * What a booked period is told by: figures are worked out once, into a {@link
 * org.headwaters.reports.model.Report}, which pages, JSON and CSV all print. Pure: facts go in,
 * files come out as bytes; knows no Spark, no lake, no clock.
 *
 * <p>{@code facts} is what the tables say; {@code told} makes a report of facts; {@code model} is a
 * report; {@code print} writes it.
 */
package org.headwaters.reports;
