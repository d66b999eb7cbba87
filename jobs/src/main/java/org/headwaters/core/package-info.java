/**
 * The pure domain: how revenue becomes pools, pools flow up the lineage, and credits reach holders.
 * Imports the JDK only, so that a regulator can recompute a statement without Spark, and holds no
 * floating-point number.
 *
 * <p><b>The idea.</b> Whatever is divided is divided by one rule ({@link
 * org.headwaters.core.money.Apportionment}), so that nothing is left over anywhere and each part
 * can be checked alone.
 *
 * <pre>
 *   pool    = ⌊|revenue| · ppm⌋, its sign                        (money: once a line's kind and currency)
 *   graph   = what the levies leave of the pool                  (policy)
 *   inflow  = graph, sent from the asset that earned it up to data sets, makers, buckets   (lineage)
 *   credit  = a data set's inflow over its sources' weights      (source says who a page's source is)
 *   outcome = a credit over claims: payable, unclaimed, on_hold  (claims)
 *   gross   = retained + funds + payable + unclaimed + on_hold + undisclosed               (ledger)
 * </pre>
 *
 * <p><b>Example.</b> A service earns 1,000.000000 EUR and passes on 10 %: 900.000000 are retained,
 * 100.000000 are the pool, of which 6 % go to the funds and 94.000000 enter the graph. The service
 * and its model tell all they were made from, in the end one data set, in which ada wrote 3 of
 * 1,000 tokens: her credit is ⌊94,000,000 · 3/1,000⌋ = 282,000 micros, payable since her claim is
 * verified.
 */
package org.headwaters.core;
