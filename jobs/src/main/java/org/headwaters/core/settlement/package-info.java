/**
 * A period's money as one pure function: revenue, policy and lineage in; pools, levies, flows, and
 * what comes in at each data set, maker and covered source out (docs/method.md).
 *
 * <pre>
 *   sums of lines ─▶ {@link org.headwaters.core.settlement.Pools} ─▶ retained
 *                        │
 *                        ▼
 *        {@link org.headwaters.core.settlement.Levied} ─▶ funds, covered sources
 *                        │ graph
 *                        ▼
 *        {@link org.headwaters.core.lineage.FlowSolver} ─▶ {@link org.headwaters.core.settlement.MoneyFlow}
 *        ─▶ {@link org.headwaters.core.settlement.Inflow} ─▶ credits of sources, one by one
 * </pre>
 *
 * <p>What was earned and what was refunded is split apart all the way and added at the end, so
 * every flow, inflow and credit here has one sign.
 */
package org.headwaters.core.settlement;
