package org.headwaters.core.lineage;

import org.headwaters.core.InvalidInput;

/** Ids of assets as somebody writes them: the kind, a colon, and a name. */
public final class AssetId {
  private AssetId() {}

  /** The kind that the id says; {@link InvalidInput} if it says none, or names nothing. */
  public static AssetKind kindOf(String given) {
    AssetKind kind = AssetKind.ofId(given);
    InvalidInput.check(
        kind != AssetKind.UNKNOWN,
        "An asset's id begins with service:, model: or dataset:; write one of them in front.");
    String name = given.substring(kind.key().length() + 1);
    InvalidInput.check(
        !name.isEmpty() && name.equals(name.strip()),
        "The id names nothing, or has a blank after its colon; write %s:<organisation>/<name>.",
        kind.key());
    return kind;
  }
}
