package org.headwaters.core.lineage;

import java.util.Comparator;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Something odd about the lineage of an asset.
 *
 * @param parentId the other end, where the finding is about an edge
 * @param detail for people, with the values
 */
public record Finding(FindingKind kind, String assetId, @Nullable String parentId, String detail) {
  /** By asset, kind, parent, detail. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::assetId, KeyOrder.UTF8)
          .thenComparing(Finding::kind)
          .thenComparing(Finding::parentId, Comparator.nullsFirst(KeyOrder.UTF8))
          .thenComparing(Finding::detail, KeyOrder.UTF8);
}
