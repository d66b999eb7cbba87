package org.headwaters.core.proof;

import java.util.Comparator;
import java.util.List;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The order of a table's rows: by the key's columns, one after the other, each by its text's UTF-8
 * bytes (so the number 10 stands before 9), a missing cell before every other. Spark sorts columns
 * of text the same way.
 */
public enum RowKeyOrder implements Comparator<List<@Nullable String>> {
  /** The one instance. */
  UTF8;

  @Override
  public int compare(List<@Nullable String> left, List<@Nullable String> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(@Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return KeyOrder.UTF8.compare(left, right);
  }
}
