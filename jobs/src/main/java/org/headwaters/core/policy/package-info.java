/**
 * What a community decides: how contributions are weighed, how much of the revenue is passed
 * upstream, and how it divides there. One policy a validity range, complete by its defaults.
 *
 * <p>Worked example: a policy that says nothing but {@code royalty_rate_ppm: {usage: 200000}}
 * passes on a fifth of usage revenue and a tenth of subscriptions; of each pool 6 % go to the two
 * funds.
 */
package org.headwaters.core.policy;
