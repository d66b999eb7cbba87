/**
 * What a period's money adds up to, and the chain of bookings.
 *
 * <p>Gross 1,000.000000 = retained 900.000000 + funds 6.000000 + payable 0.370000 + unclaimed
 * 73.630000 + on_hold 0 + undisclosed 20.000000: every run checks this sum before its booking
 * becomes visible.
 */
package org.headwaters.core.ledger;
