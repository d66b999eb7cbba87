package org.headwaters.core.lineage;

import java.util.Locale;

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
}
