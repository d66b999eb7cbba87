package org.headwaters.core.door;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.headwaters.core.UsageError;
import org.headwaters.core.lineage.AssetId;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.money.Money;
import org.headwaters.core.policy.Period;
import org.headwaters.core.source.Sites;
import org.headwaters.core.source.SourceSpelling;
import org.headwaters.core.source.UrlScope;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a column must be, in the eyes of the very parser that later steps read it with:
 * what this lets in stops none of them. A contract names the form of a column.
 */
public enum Form implements Named {
  SERVICE("is_a_service"),
  MODEL("is_a_model"),
  DATASET("is_a_data_set"),
  ASSET("is_an_asset"),
  SOURCE("is_a_source"),
  /** What a licence fee may cover. */
  ASSET_OR_SOURCE("is_an_asset_or_source"),
  CONSENT_SCOPE("is_a_scope"),
  PERIOD("is_a_month"),
  CURRENCY("currency_is_known"),
  /** Read as https where no scheme is named; what is no url has no source, and is no error. */
  URL("is_a_url"),
  /** Text as it was found, with its line breaks and tabs. */
  VERBATIM("is_utf8");

  private final String rule;

  Form(String rule) {
    this.rule = rule;
  }

  /** The rule's name in rejects. */
  public String rule() {
    return rule;
  }

  /**
   * What to do about a text that is not of this form; null for one that is. Never shows the part of
   * an id that may be a person's.
   *
   * @param sites tell whether a source is one that pages can have
   */
  public @Nullable String fix(String text, Sites sites) {
    try {
      check(text, sites);
      return null;
    } catch (InvalidInput | UsageError e) {
      return e.getMessage();
    }
  }

  /** The text as it is stored. */
  public String stored(String text, Sites sites) {
    return this == URL ? sites.absolute(text) : text;
  }

  private void check(String text, Sites sites) {
    switch (this) {
      case SERVICE -> kind(text, AssetKind.SERVICE);
      case MODEL -> kind(text, AssetKind.MODEL);
      case DATASET -> kind(text, AssetKind.DATASET);
      case ASSET -> AssetId.kindOf(text);
      case SOURCE -> new SourceSpelling(sites).parse(text);
      case ASSET_OR_SOURCE -> {
        if (AssetKind.ofId(text) == AssetKind.UNKNOWN) {
          new SourceSpelling(sites).parse(text);
        } else {
          AssetId.kindOf(text);
        }
      }
      case CONSENT_SCOPE -> UrlScope.parse(text);
      case PERIOD -> Period.parse(text);
      case CURRENCY ->
          InvalidInput.check(Money.isCurrency(text), "Write an ISO 4217 code in use, such as EUR.");
      case URL, VERBATIM -> {}
    }
  }

  private static void kind(String text, AssetKind wanted) {
    AssetKind kind = AssetId.kindOf(text);
    InvalidInput.check(
        kind == wanted,
        "This is the id of a %s; the column takes a %s: write %s:<organisation>/<name>.",
        kind.key(),
        wanted.key(),
        wanted.key());
  }
}
