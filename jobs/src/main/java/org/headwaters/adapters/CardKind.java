package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a card is a model's or a data set's, by the facts that only one of them has. */
final class CardKind {
  private static final Set<String> OF_MODELS =
      Set.of(
          "base_model",
          "library_name",
          "pipeline_tag",
          "model-index",
          "datasets",
          "modelId",
          "safetensors",
          "transformersInfo",
          "mask_token");

  private static final Set<String> OF_DATASETS =
      Set.of(
          "dataset_info",
          "task_categories",
          "task_ids",
          "size_categories",
          "source_datasets",
          "language_creators",
          "annotations_creators",
          "datasetId",
          "configs");

  private static final Set<String> TAGS_OF_MODELS = Set.of("base_model", "dataset");

  /** A folder or a dump named for what its cards are, or a repository in the hub's cache. */
  private static final Pattern PLACE =
      Pattern.compile("(models|datasets)(?:--.+)?|(models?|datasets?)[.][a-z.]+");

  private CardKind() {}

  /** The kind that the names of a file and its folders say, the nearest first; empty for none. */
  static String ofPlace(String file) {
    List<String> segments = Arrays.asList(file.split("/", -1));
    for (int i = segments.size() - 1; i >= 0; i--) {
      Matcher place = PLACE.matcher(segments.get(i));
      if (place.matches()) {
        return named(place.group(1) == null ? place.group(2) : place.group(1));
      }
    }
    return "";
  }

  /** The kind that a word names, in the singular or the plural; empty for any other word. */
  static String named(String written) {
    return switch (written.strip().toLowerCase(Locale.ROOT)) {
      case "model", "models" -> Card.MODEL;
      case "dataset", "datasets" -> Card.DATASET;
      default -> "";
    };
  }

  /**
   * The kind that fields and tags speak for; null if none does, or both.
   *
   * @param records the card's front matter, and what the hub says around it
   */
  static @Nullable String of(Collection<String> tags, JsonNode... records) {
    boolean model = false;
    boolean dataset = false;
    for (JsonNode record : records) {
      model |= OF_MODELS.stream().anyMatch(record::hasNonNull);
      dataset |= OF_DATASETS.stream().anyMatch(record::hasNonNull);
    }
    for (String tag : tags) {
      String word = tag.substring(0, Math.max(0, tag.indexOf(':')));
      model |= TAGS_OF_MODELS.contains(word);
      dataset |= OF_DATASETS.contains(word);
    }
    return dataset == model ? null : model ? Card.MODEL : Card.DATASET;
  }
}
