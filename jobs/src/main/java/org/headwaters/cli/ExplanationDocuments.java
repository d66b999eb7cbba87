package org.headwaters.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headwaters.core.answers.Branch;
import org.headwaters.core.lineage.Hop;
import org.headwaters.jobs.books.CreditedDocument;
import org.headwaters.jobs.books.Explanation;

/** An explanation as documents of JSON, unfolded to the last way. */
final class ExplanationDocuments {
  private final Console console;

  ExplanationDocuments(Console console) {
    this.console = console;
  }

  /** For machines: the whole, then every way unfolded, then every step. */
  void print(Explanation explanation) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("subject", explanation.subject().name().toLowerCase(Locale.ROOT));
    head.put("id", explanation.subjectId());
    head.put("period", explanation.period().toString());
    head.put("currency", explanation.currency());
    head.put("amount_micros", explanation.micros());
    head.put("paths", explanation.ways().ways());
    head.put("complete", explanation.complete());
    head.put("reasons", explanation.incomplete());
    head.put("basis", explanation.basis());
    head.put(
        "places",
        explanation.places().stream()
            .map(
                place ->
                    Map.of(
                        "place", place.place(),
                        "detail", place.detail(),
                        "amount_micros", place.micros()))
            .toList());
    console.document(head);
    for (Branch.Way way : explanation.ways().leaves()) {
      List<String> forward = new ArrayList<>(way.steps());
      Collections.reverse(forward);
      console.document(Map.of("path", forward, "amount_micros", way.micros()));
    }
    for (Hop hop : explanation.steps()) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("step", hop.enteredId());
      step.put("leaves_at", hop.leftId());
      step.put("members", hop.members());
      step.put("passes_on", hop.passed().toString());
      step.put("rule", hop.rule());
      step.put("keeps", hop.kept().stream().map(ExplanationDocuments::kept).toList());
      console.document(step);
    }
  }

  private static Map<String, Object> kept(Hop.Kept kept) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("asset_id", kept.assetId());
    told.put("as", kept.destination().key());
    told.put("reason", kept.reason() == null ? "" : kept.reason().key());
    told.put("share", kept.share().toString());
    return told;
  }

  static Map<String, Object> document(CreditedDocument each) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("document", each.name());
    document.put("source_id", each.sourceId());
    document.put("dataset_id", each.datasetId());
    document.put("documents", each.documents());
    document.put("amount_micros", each.micros());
    document.put("tokens", each.tokens());
    document.put("license", each.licence());
    document.put("crawl", each.crawl());
    document.put("fetched_at", String.valueOf(each.fetchedAt()));
    document.put("linked_by", each.linkedBy());
    document.put("consent_at_fetch", each.consent());
    return document;
  }
}
