package org.headwaters.core.lineage;

import java.util.List;

/**
 * A settled graph.
 *
 * @param entries what entered, by the asset it entered at
 * @param flows by child, what was earned before what was refunded, then in the order of its exit
 *     tree
 * @param balances of all assets that money came to or left at, by asset
 */
public record Flows(Entries entries, List<Flow> flows, List<Balance> balances) {}
