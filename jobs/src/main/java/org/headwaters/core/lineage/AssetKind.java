package org.headwaters.core.lineage;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** What an asset is; named in data as the lower-case {@link #key}. */
public enum AssetKind implements Named {
  SERVICE,
  MODEL,
  DATASET,
  /** Neither described by a table nor named by a known prefix. */
  UNKNOWN;

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
    return Named.of(AssetKind.class, "kind of asset", key);
  }
}
