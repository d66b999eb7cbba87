package org.headwaters.core.lineage;

import java.util.Locale;
import org.headwaters.core.InvalidInput;

/** What an asset is; named in data as the lower-case {@link #key}. */
public enum AssetKind {
  SERVICE,
  MODEL,
  DATASET,
  /** Neither described by a table nor named by a known prefix. */
  UNKNOWN;

  /** The name in data and ids, e.g. {@code model}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind that the prefix of an id says, e.g. {@code model:} in {@code model:meta/llama}. */
  public static AssetKind ofId(String assetId) {
    for (AssetKind kind : values()) {
      if (kind != UNKNOWN && assetId.startsWith(kind.key() + ":")) {
        return kind;
      }
    }
    return UNKNOWN;
  }

  /** The kind of asset of that name; {@link InvalidInput} for any other. */
  public static AssetKind of(String key) {
    for (AssetKind each : values()) {
      if (each.key().equals(key)) {
        return each;
      }
    }
    throw new InvalidInput("There is no kind of asset %s. Use one of the contract's list.", key);
  }
}
