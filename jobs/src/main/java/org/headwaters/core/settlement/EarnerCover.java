package org.headwaters.core.settlement;

import java.util.Comparator;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/** Who earned, and the asset or source that a licence fee covers, if it does. */
record EarnerCover(String earnerId, @Nullable String covers) {
  static final Comparator<EarnerCover> ORDER =
      Comparator.comparing(EarnerCover::earnerId, KeyOrder.UTF8)
          .thenComparing(EarnerCover::covers, Comparator.nullsFirst(KeyOrder.UTF8));

  /** Where the money goes: to the earner's own lineage, or to what is covered. */
  String toId() {
    return covers == null ? earnerId : covers;
  }

  /** A source is covered, not an asset: the money does not enter the asset graph. */
  boolean coversSource() {
    return covers != null && AssetKind.ofId(covers) == AssetKind.UNKNOWN;
  }
}
