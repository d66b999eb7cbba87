/**
 * How money moves up the lineage: from the assets that earn it to the documents and people they
 * came from.
 *
 * <p><b>The idea.</b> Every asset has a tree of exits: contracts, its maker's own share, and the
 * rest over what is undisclosed and the kinds of input it is known to have ({@link
 * org.headwaters.core.lineage.AssetGraph}). A leaf leads to another asset, to sources, or to a
 * named bucket. Assets that derive from each other form a group ({@link
 * org.headwaters.core.lineage.Groups}); groups form no cycle, so money is sent through them one by
 * one, downstream first, and split once per asset it enters a group at ({@link
 * org.headwaters.core.lineage.FlowSolver}).
 *
 * <pre>
 *   for each group, downstream first:
 *     for each member s, ascending, V = what came to s from outside the group:
 *       p(e) = probability that money entering at s leaves the group by exit e
 *       split V over the group's exits e, in order, by p(e)         (core.money)
 *       hand each part on: to the asset, the sources or the bucket that e leads to
 * </pre>
 *
 * <p>A group of one has its shares for p. A model q that derives from itself has p(e) = share(e) /
 * (1 − q). A larger group has y·M = e_s, solved to certainty by {@code LoopSolver}.
 *
 * <p><b>Example.</b> A service earns 1,000,000 micros and passes 10 % on to a model, which passes 5
 * % on to a data set: the service keeps 900,000, the model 100,000 − 5,000 = 95,000, the data set
 * has 5,000. <b>With a cycle.</b> a and b each keep half and send half to the other; 100 micros
 * enter at a. Half leaves at a at once, a quarter at b, an eighth at a …: 2/3 leave at a, 1/3 at b.
 * The cuts are ⌊100·2/3⌋ = 66 and 100: 66 stay at a, 34 at b. Nothing is looped, no edge is
 * dropped.
 *
 * <p><b>Why it ends.</b> Groups are visited once each, in an order in which none pays an earlier
 * one. In a group with an exit all money leaves it some time, so the equations have one solution;
 * it is a fraction whose denominator has known size, so finitely many digits decide every floor. A
 * group without an exit sends what it gets to {@code undisclosed}, reason closed_cycle. In = out is
 * checked for every group and for the whole.
 */
package org.headwaters.core.lineage;
