package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.lineage.Reason;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sheet;

/** How good the data is that the figures rest on, and what they do not say. */
final class Quality {
  private static final Sheet MISSING =
      Sheet.of(
          "missing_inputs",
          "Missing inputs",
          "One row per month and input that is missing, those first that would move most money.",
          Column.text("period", "Month"),
          Column.text("what", "What is missing"),
          Column.text("subject", "Of"),
          Column.micros("amount_micros", "Money that waits"),
          Column.text("fix", "What to do"));

  private static final Sheet REJECTED =
      Sheet.of(
          "rejects",
          "Rejected rows",
          "One row per input table, column and rule: rows that broke it and were not put right"
              + " since.",
          Column.text("table", "Table"),
          Column.text("column", "Column"),
          Column.text("rule", "Rule"),
          Column.count("rows", "Rows"));

  private static final Sheet LINKED =
      Sheet.of(
          "estimates",
          "Links and estimates",
          "One row per data set, way in which documents were linked to a crawl, and whether their"
              + " tokens were estimated from the record's length.",
          Column.text("dataset_id", "Data set"),
          Column.text("linked_by", "Linked by"),
          Column.text("estimated", "Tokens estimated"),
          Column.count("documents", "Documents"));

  private static final Sheet FINDINGS =
      Sheet.of(
          "findings",
          "Guesses and findings in the lineage",
          "One row per month and kind of finding, such as a guessed relation or weights that are"
              + " incomplete. A finding stops nothing; the money it concerns is in a named bucket.",
          Column.text("period", "Month"),
          Column.text("finding", "Finding"),
          Column.count("findings", "How many"),
          Column.text("example", "The first of them"));

  private final Facts facts;
  private final long enough;

  /** {@code enough} payees hide each other; 0: nothing is hidden. */
  Quality(Facts facts, long enough) {
    this.facts = facts;
    this.enough = enough;
  }

  Section data() {
    return Section.of(
        "quality",
        "Data quality",
        List.of(),
        MISSING.with(Rows.of(facts.months(), this::missing)),
        REJECTED.with(rejected()),
        LINKED.with(linked()),
        FINDINGS.with(Rows.of(facts.months(), Quality::findings)));
  }

  private void missing(Rows rows, Month month) {
    for (Month.Missing each : month.missing()) {
      rows.add(
          text(month.period()),
          text(each.what()),
          text(each.subject()),
          enough == 0 || isLineage(each.what()) ? number(each.amountMicros()) : Cell.ofFew(),
          text(each.fix()));
    }
  }

  /**
   * Whether it waits for a provider; what waits for claims tells what was claimed of a data set.
   */
  private static boolean isLineage(String what) {
    for (Reason reason : Reason.values()) {
      if (reason.key().equals(what)) {
        return true;
      }
    }
    return false;
  }

  private List<List<Cell>> rejected() {
    Rows rows = new Rows();
    for (Facts.Rejected each : facts.rejected()) {
      rows.add(text(each.table()), text(each.column()), text(each.rule()), number(each.rows()));
    }
    return rows.all();
  }

  private List<List<Cell>> linked() {
    Rows rows = new Rows();
    for (Facts.Linked each : facts.linked()) {
      rows.add(
          text(each.datasetId()),
          text(each.linkedBy()),
          text(each.estimated() ? "yes" : "no"),
          number(each.documents()));
    }
    return rows.all();
  }

  private static void findings(Rows rows, Month month) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, String> first = new TreeMap<>();
    for (Month.Finding finding : month.findings()) {
      counts.merge(finding.finding(), 1L, Math::addExact);
      first.putIfAbsent(finding.finding(), finding.assetId() + ": " + finding.detail());
    }
    counts.forEach(
        (finding, many) ->
            rows.add(text(month.period()), text(finding), number(many), text(first.get(finding))));
  }

  Section method() {
    return Section.of(
        "method",
        "Method and limits",
        List.of(
            "Every amount is computed in whole micros (millionths of the currency's unit) by one"
                + " split rule; in every step what goes in comes out. The same deliveries and policy"
                + " give the same amounts on any machine.",
            "The shares are a policy's decision, not a measurement of who influenced a model, and no"
                + " judgement of what work is worth.",
            "Lineage is what providers disclosed and what manifests and crawls show. What nobody"
                + " disclosed stays a bucket with a name; it is never guessed.",
            "Whether revenue was declared in full, a claim is genuine or a payment arrived cannot be"
                + " seen in these tables.",
            "Works are not told by kind (text, image, code) or language; no table adds them up so"
                + " yet.",
            "Estimates, links and rejected rows are told as the lake holds them when the report is"
                + " made; everything else as it was booked."));
  }
}
