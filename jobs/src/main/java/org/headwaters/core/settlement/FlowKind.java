package org.headwaters.core.settlement;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.headwaters.core.lineage.Destination;

/** What a flow of money leads to. */
public enum FlowKind implements Named {
  /** The earner keeps it. */
  RETAINED,
  /** A levy's fund. */
  FUND,
  /** The asset at which it enters the asset graph. */
  GRAPH,
  /** A source that a licence fee covers. */
  SOURCE,
  /** Another asset: a parent. */
  ASSET,
  /** The asset's own maker. */
  OWN,
  /** The sources of a data set's documents. */
  DOCUMENTS,
  /** The people whose feedback a data set holds. */
  PEOPLE,
  /** The sources measured in the period's outputs. */
  OUTPUT_ATTRIBUTIONS,
  /** The bucket of that name, with a reason. */
  UNDISCLOSED;

  /** Whether it leaves an earner before its money enters the asset graph. */
  public boolean isBeforeGraph() {
    return switch (this) {
      case RETAINED, FUND, GRAPH, SOURCE -> true;
      case ASSET, OWN, DOCUMENTS, PEOPLE, OUTPUT_ATTRIBUTIONS, UNDISCLOSED -> false;
    };
  }

  /** The kind of that name; {@link InvalidInput} for any other. */
  public static FlowKind of(String key) {
    return Named.of(FlowKind.class, "kind of flow", key);
  }

  static FlowKind of(Destination destination) {
    return switch (destination) {
      case ASSET -> ASSET;
      case OWN -> OWN;
      case DOCUMENTS -> DOCUMENTS;
      case PEOPLE -> PEOPLE;
      case OUTPUT_ATTRIBUTIONS -> OUTPUT_ATTRIBUTIONS;
      case UNDISCLOSED -> UNDISCLOSED;
    };
  }
}
