/**
 * Who a source belongs to: claims, communities, and the outcome of a credit.
 *
 * <p>The idea: the most specific level with a verified or disputed claim decides; its claims take
 * their shares, what they leave is unclaimed; what is only asserted displaces nobody. Every split
 * is {@link org.headwaters.core.money.Apportionment}'s, in key order, so a credit's outcomes sum to
 * it.
 *
 * <p>Worked example: 1,000,000 micros of {@code path:github.com/torvalds}. {@code c1} verified
 * 600,000 ppm, {@code c2} disputed 300,000 ppm: payable 600,000 to c1's holder, 300,000 on hold for
 * c2's, 100,000 unclaimed. An asserted claim of 40,000 ppm turns 40,000 of these 100,000 into on
 * hold, and nothing else; one of all of it, all 100,000.
 */
package org.headwaters.core.claims;
