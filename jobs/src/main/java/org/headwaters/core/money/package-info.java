/**
 * Exact money: the one split rule, exact fractions, and the order of keys.
 *
 * <p><b>The idea.</b> Lay the parts end to end on a line of length V micros, in key order, and cut
 * at the whole micro below each boundary. Nothing is left over and nothing is handed out by a
 * second rule, so there is no "last cent" and no sort by remainder.
 *
 * <pre>
 *   C₀ = 0
 *   Cᵢ = Cᵢ₋₁ + weightᵢ            (in key order)
 *   T  = Cₙ
 *   cutᵢ  = ⌊V · Cᵢ / T⌋
 *   partᵢ = cutᵢ − cutᵢ₋₁
 * </pre>
 *
 * <p><b>Example.</b> 100 micros over a, b, c with weights 1, 1, 1: the cuts are ⌊100/3⌋ = 33,
 * ⌊200/3⌋ = 66 and 100, so a gets 33, b 33, c 34. A refund of −100 gives −33, −33, −34.
 *
 * <p><b>Why it ends, and where the odd micro goes.</b> It is one pass over the parts; the last cut
 * is V itself, so the parts sum to V, and each is within one micro of V · weight / T.
 */
package org.headwaters.core.money;
