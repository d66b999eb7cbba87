package org.headwaters.reports.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Template;
import org.headwaters.reports.model.Template.Chapter;
import org.headwaters.reports.model.Template.Field;

/** Section 2 of the EU's template: where the training data is from. */
final class EuSources {
  private final ModelFacts facts;
  private final Attestations said;
  private final OwnSizes sizes;
  private final EuLists lists;

  EuSources(ModelFacts facts, Attestations said, EuLists lists) {
    this.facts = facts;
    this.said = said;
    this.sizes = new OwnSizes(facts);
    this.lists = lists;
  }

  /** In the template's order. */
  List<Chapter> chapters(Field small) {
    return List.of(publicData(), bought(), crawled(small), users(), synthetic(), other());
  }

  private Chapter publicData() {
    List<Json> large = new ArrayList<>();
    for (List<Cell> row : lists.datasets().rows()) {
      if ("yes".equals(row.get(8).value())) {
        Map<String, Json> members = new TreeMap<>();
        members.put("name", Json.text(String.valueOf(row.get(1).value())));
        members.put(
            "link", Json.text(row.get(2).value() == null ? Template.OPEN : row.get(2).value()));
        members.put("modality", Json.text(String.valueOf(row.get(4).value())));
        large.add(Json.object(members));
      }
    }
    return new Chapter(
        "2.1",
        "Publicly available data sets",
        List.of(
            said.any("public_datasets", "Public data sets used?", "public", lists.own()),
            said.filled(
                "public_datasets_modalities",
                "Modalities of those attested as public",
                sizes.modalities(slice -> lists.is(slice, "public"))),
            said.filled(
                "public_datasets_large",
                "Large ones: over 3 % of the modality's public data",
                new Json.Array(large)),
            said.asked("public_datasets_other_desc", "The others, in general")));
  }

  private Chapter bought() {
    return new Chapter(
        "2.2",
        "Private data sets of others",
        List.of(
            said.any("licensed_datasets", "Licensed from rightsholders?", "licensed", lists.own()),
            said.filled(
                "licensed_datasets_modalities",
                "Modalities of those attested as licensed",
                sizes.modalities(slice -> lists.is(slice, "licensed"))),
            said.any("private_datasets", "Other private data sets?", "private", lists.own()),
            said.filled(
                "private_datasets_modalities",
                "Modalities of those attested as private",
                sizes.modalities(slice -> lists.is(slice, "private"))),
            said.asked(
                "private_datasets_desc", "Which, where publicly known; else what they are")));
  }

  private Chapter crawled(Field small) {
    Set<String> crawls = sizes.crawls();
    List<String> days = sizes.period(slice -> slice.crawl() != null);
    List<Field> fields = new ArrayList<>();
    if (crawls.isEmpty()) {
      fields.add(said.yesOrNo("crawlers_used", "Crawlers used? No document names a crawl"));
      fields.add(said.asked("crawler_names", "Crawlers"));
    } else {
      fields.add(said.filled("crawlers_used", "Crawlers used?", Json.text("Yes")));
      fields.add(
          said.filled(
              "crawler_names", "Crawls that documents name", Json.texts(List.copyOf(crawls))));
    }
    fields.add(said.asked("crawler_purposes", "Purposes"));
    fields.add(said.asked("crawler_behaviour", "Behaviour: robots.txt, captchas, paywalls"));
    if (days.isEmpty()) {
      fields.add(said.asked("crawler_period_start_mm_yyyy", "Collected from (MM/YYYY)"));
      fields.add(said.asked("crawler_period_end_mm_yyyy", "Collected to (MM/YYYY)"));
    } else {
      fields.add(
          said.filled(
              "crawler_period_start_mm_yyyy",
              "Collected from (MM/YYYY)",
              Json.text(OwnSizes.month(days.get(0)))));
      fields.add(
          said.filled(
              "crawler_period_end_mm_yyyy",
              "Collected to (MM/YYYY)",
              Json.text(OwnSizes.month(days.get(days.size() - 1)))));
    }
    fields.add(
        said.filled(
            "crawled_modalities", "Modalities", sizes.modalities(slice -> slice.crawl() != null)));
    fields.add(said.asked("crawled_content_desc", "Types of content and of sources"));
    fields.add(
        said.filled(
            "crawled_domains_file",
            "Most relevant domain names",
            Json.text(
                "csv/domains.csv: "
                    + lists.domains(small).rows().size()
                    + " of "
                    + facts.domainCount()
                    + " names")));
    return new Chapter("2.3", "Crawled data", fields);
  }

  private Chapter users() {
    return new Chapter(
        "2.4",
        "User data",
        List.of(
            said.yesOrNo("user_prompts_used", "Users' prompts used?"),
            said.yesOrNo("user_other_services", "Data of users of other services used?"),
            said.asked("user_services_desc", "Which services"),
            said.asked("user_modalities", "Modalities")));
  }

  private Chapter synthetic() {
    SyntheticData made = new SyntheticData(facts);
    return new Chapter(
        "2.5",
        "Synthetic data",
        List.of(
            made.isKnown()
                ? said.filled("synthetic_used", "Synthetic data used?", Json.text("Yes"))
                : said.yesOrNo("synthetic_used", "Synthetic data used? None is in the tables"),
            said.filled(
                "synthetic_modalities",
                "Modalities of documents that models made",
                sizes.modalities(slice -> slice.generatedBy() != null)),
            said.filled(
                "synthetic_models",
                "Models that made it, or taught",
                new Json.Array(made.models().stream().map(lists::named).toList())),
            said.asked("synthetic_models_used_public", "Which of them are on the market"),
            said.asked("synthetic_other_desc", "Other models, in general")));
  }

  private Chapter other() {
    return new Chapter(
        "2.6",
        "Other sources",
        List.of(
            said.yesOrNo("other_sources_used", "Other sources used?"),
            said.asked("other_sources_desc", "Which")));
  }
}
