package org.headwaters.reports.told;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelFacts.Slice;

/** How much there is of a model's own data, by modality and data set. */
final class OwnSizes {
  /** The modalities that laws ask for, and those of manifests that are told in each. */
  private static final Map<String, List<String>> MODALITIES = modalities();

  private static final long BILLION = 1_000_000_000L;
  private static final long MILLION = 1_000_000L;

  private final ModelFacts facts;

  OwnSizes(ModelFacts facts) {
    this.facts = facts;
  }

  private static Map<String, List<String>> modalities() {
    Map<String, List<String>> modalities = new LinkedHashMap<>();
    modalities.put("text", List.of("text", "code"));
    modalities.put("image", List.of("image"));
    modalities.put("audio", List.of("audio"));
    modalities.put("video", List.of("video"));
    modalities.put("other", List.of("table", "other"));
    return modalities;
  }

  static Set<String> modalityNames() {
    return MODALITIES.keySet();
  }

  /** The modality of the law that a slice is told in. */
  static String modality(Slice slice) {
    return MODALITIES.entrySet().stream()
        .filter(each -> each.getValue().contains(slice.modality()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("other");
  }

  /** What is counted of a modality: tokens of text, documents of anything else. */
  static long size(Slice slice) {
    return modality(slice).equals("text") ? slice.tokens() : slice.documents();
  }

  /** Sizes of the slices that are meant, by modality. */
  Map<String, Long> byModality(Predicate<Slice> meant) {
    Map<String, Long> sizes = new TreeMap<>();
    for (Slice slice : facts.slices()) {
      if (meant.test(slice)) {
        sizes.merge(modality(slice), size(slice), Math::addExact);
      }
    }
    return sizes;
  }

  /** The modalities of the slices that are meant, as JSON. */
  Json modalities(Predicate<Slice> meant) {
    return Json.texts(List.copyOf(byModality(meant).keySet()));
  }

  /**
   * The band of the EU's template.
   *
   * @return empty where tables do not say it: hours of sound and pictures
   */
  static String band(String modality, long size) {
    return switch (modality) {
      case "text" ->
          size < BILLION
              ? "Less than 1 billion tokens"
              : size <= 10_000 * BILLION
                  ? "1 billion to 10 trillion tokens"
                  : "More than 10 trillion tokens";
      case "image" ->
          size < MILLION
              ? "Less than 1 million images"
              : size <= BILLION ? "1 million to 1 billion images" : "More than 1 billion images";
      case "other" -> size + " documents";
      default -> "";
    };
  }

  /** The first and last day of a fetch; empty where no document says. */
  List<String> period(Predicate<Slice> meant) {
    List<Slice> slices = facts.slices().stream().filter(meant).toList();
    List<String> days = new ArrayList<>();
    slices.stream()
        .map(Slice::firstFetched)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .ifPresent(days::add);
    slices.stream()
        .map(Slice::lastFetched)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .ifPresent(days::add);
    return days;
  }

  /** A day as the template writes months: {@code 02/2026}. */
  static String month(String day) {
    return day.substring(5, 7) + "/" + day.substring(0, 4);
  }

  /** The crawls that documents name. */
  Set<String> crawls() {
    Set<String> crawls = new TreeSet<>();
    for (Slice slice : facts.slices()) {
      String crawl = slice.crawl();
      if (crawl != null) {
        crawls.add(crawl);
      }
    }
    return crawls;
  }
}
