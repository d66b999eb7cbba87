package org.headwaters.adapters;

import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.Host;
import org.headwaters.core.source.PathPattern;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * A text that speaks for a host, as somebody saw it: a robots.txt, a tdmrep.json, a licence.
 *
 * @param place file and line
 * @param url whose host it speaks for; for a header, the page that it came with
 * @param observedAt when it was seen; empty where only the settings say it
 * @param effectiveFrom from when it holds, if it says so
 */
record ConsentDocument(
    Place place,
    String url,
    @Nullable String observedAt,
    @Nullable String effectiveFrom,
    String body) {
  private static final int RAW_CHARACTERS = 1 << 16;

  /** Where it stands, and what counts its fields. */
  record Place(String file, long line, FieldCounts fields) {}

  ConsentDocument {
    // A byte order mark would hide the first line from whoever reads by lines.
    body = body.startsWith("\uFEFF") ? body.substring(1) : body;
  }

  /** Counts what of it becomes part of a row, and what does not. */
  FieldCounts fields() {
    return place.fields();
  }

  /** A host's own form; null if the url has none. */
  @Nullable String host() {
    return Host.ofUrl(url);
  }

  /** One signal of it. {@code path} begins with a slash, or is empty for the whole host. */
  record Signal(String kind, String path, String raw, Preference says) {}

  RawRow row(RawRow.Shape shape, Signal signal) {
    String raw = signal.raw();
    return shape
        .row(place.file(), place.line())
        .set(ConsentSignals.SCOPE, host() + signal.path())
        .set(ConsentSignals.KIND, signal.kind())
        .set(ConsentSignals.OBSERVED_AT, observedAt)
        .set(ConsentSignals.EFFECTIVE_FROM, effectiveFrom)
        .set(
            ConsentSignals.RAW_TEXT,
            raw.length() > RAW_CHARACTERS ? raw.substring(0, RAW_CHARACTERS) : raw)
        .set(ConsentSignals.TRAIN, signal.says().train())
        .set(ConsentSignals.SEARCH, signal.says().search());
  }

  /** Says why something in it cannot be used. */
  void refuse(RawRow.Shape shape, String value, String rule, String fix, Consumer<Row> rows) {
    rows.accept(shape.broken(place.file(), place.line(), RawRows.fault("", value, rule, fix)));
  }

  /** A path's pattern as a scope holds it; empty for the whole host. */
  static String path(PathPattern pattern) {
    return pattern.equals(PathPattern.ALL) ? "" : pattern.text();
  }
}
