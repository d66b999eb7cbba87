package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/**
 * A settled graph.
 *
 * @param entries what entered, by the asset it entered at; none is 0
 * @param flows by child, then in the order of its exit tree
 * @param balances of all assets that money came to or left at, by asset
 */
public record Flows(
    SortedMap<String, BigInteger> entries, List<Flow> flows, List<Balance> balances) {}
