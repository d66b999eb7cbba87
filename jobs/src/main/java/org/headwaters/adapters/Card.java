package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model or data set card says of its asset.
 *
 * @param kind {@code model} or {@code dataset}
 * @param id on the hub, {@code organisation/name} or, for old ones, the name alone
 * @param front the card's front matter, or what a dump says in its place
 * @param tags the card's and the hub's own
 * @param files names of the files beside the card, where they are known
 */
record Card(String kind, String id, JsonNode front, Set<String> tags, Set<String> files) {
  static final String MODEL = "model";
  static final String DATASET = "dataset";

  private static final List<String> OF_MODELS = List.of("base_model", "datasets");
  private static final List<String> OF_DATASETS = List.of("source_datasets");
  private static final List<String> CREATED = List.of("createdAt", "created_at");
  private static final String DISTILLED = "knowledge-distillation";

  /** Fields of which something becomes part of a row. */
  static final Set<String> FIELDS =
      Set.of(
          "base_model",
          "base_model_relation",
          "datasets",
          "source_datasets",
          "license",
          "license_name",
          "tags",
          "library_name",
          "language_creators",
          "annotations_creators",
          "createdAt",
          "created_at");

  private static final Set<String> QUANTIZED =
      Set.of("gguf", "gptq", "awq", "exl2", "quantized", "4-bit", "8-bit", "bitsandbytes", "mlx");

  Card {
    tags = Set.copyOf(tags);
    files = Set.copyOf(files);
  }

  static JsonNode empty() {
    return MissingNode.getInstance();
  }

  /** The texts of a field that may be one text, a list, or an object around either. */
  static List<String> texts(JsonNode from, String field) {
    return new RecordFields(from).texts(field);
  }

  /** What stands in the fields that name other assets and is no name. */
  List<JsonNode> unreadable() {
    List<JsonNode> found = new ArrayList<>();
    for (String field : kind.equals(MODEL) ? OF_MODELS : OF_DATASETS) {
      found.addAll(new RecordFields(front).unreadable(field));
    }
    return found;
  }

  static Set<String> tags(JsonNode... sources) {
    Set<String> tags = new TreeSet<>();
    for (JsonNode source : sources) {
      tags.addAll(texts(source, "tags"));
    }
    return tags;
  }

  /** The assets that it was made from, as the card names them; else from the hub's own tags. */
  List<String> baseModels() {
    List<String> said = texts(front, "base_model");
    return said.isEmpty() ? tagged("base_model:", true) : said.stream().distinct().toList();
  }

  /** The data sets that a model was made with, as the card names them; else from the hub's tags. */
  List<String> dataSets() {
    List<String> said = texts(front, "datasets");
    return said.isEmpty() ? tagged("dataset:", false) : said.stream().distinct().toList();
  }

  /** What tags say behind a word, and behind a second one where the hub puts a relation there. */
  private List<String> tagged(String word, boolean relation) {
    return tags.stream()
        .filter(tag -> tag.startsWith(word))
        .map(tag -> tag.substring(word.length()))
        .map(tag -> relation ? tag.replaceFirst("^(adapter|merge|quantized|finetune):", "") : tag)
        .sorted()
        .distinct()
        .toList();
  }

  /**
   * Its licences: a name of its own where the hub's list has none ({@code other}); else what the
   * hub's tags say.
   */
  List<String> licences() {
    List<String> said = texts(front, "license");
    List<String> named = texts(front, "license_name");
    if (said.isEmpty()) {
      return named.isEmpty() ? tagged("license:", false) : named;
    }
    boolean other = said.size() == 1 && said.get(0).equalsIgnoreCase("other");
    return other && !named.isEmpty() ? named : said;
  }

  /** The day on which the hub first had it; null if nobody says one. */
  @Nullable String createdOn() {
    return CREATED.stream()
        .map(field -> day(new RecordFields(front).text(field)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** A day, the day of a moment, or of seconds or milliseconds since 1970 as tables export it. */
  private static @Nullable String day(String said) {
    if (said.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?")) {
      return said.substring(0, 10);
    }
    if (!said.matches("[0-9]{9,10}([.]0*)?|[0-9]{12,13}")) {
      return null;
    }
    long number = Long.parseLong(said.replaceFirst("[.].*$", ""));
    Instant moment =
        said.length() >= 12 && said.indexOf('.') < 0
            ? Instant.ofEpochMilli(number)
            : Instant.ofEpochSecond(number);
    return moment.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** Counts fields whose meaning was not found where a row would have taken it. */
  void count(FieldCounts fields) {
    for (String field : CREATED) {
      if (front.hasNonNull(field) && day(new RecordFields(front).text(field)) == null) {
        fields.passedOver(field + " (no day)");
      }
    }
  }

  /**
   * How it was made from a base model: what the card says in its own words, else what the hub's tag
   * says, else as the hub infers it: adapter by its library or files, merge of two or more,
   * quantized by tags or files, finetune. The hub knows no distillation and calls it finetune, so
   * there the card's own tag goes before.
   */
  String relation(String base) {
    String said = saidRelation();
    if (!said.isEmpty()) {
      return said;
    }
    for (String relation : List.of("adapter", "merge", "quantized")) {
      if (tags.contains("base_model:" + relation + ":" + base)) {
        return relation;
      }
    }
    String trained = tags.contains(DISTILLED) ? DISTILLED : "finetune";
    if (tags.contains("base_model:finetune:" + base)) {
      return trained;
    }
    Set<String> lower = new TreeSet<>();
    tags.forEach(tag -> lower.add(tag.toLowerCase(Locale.ROOT)));
    texts(front, "library_name").forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    if (lower.contains("peft")
        || lower.contains("adapter")
        || lower.contains("lora")
        || files.contains("adapter_config.json")) {
      return "adapter";
    }
    if (baseModels().size() > 1) {
      return "merge";
    }
    boolean packed = files.stream().anyMatch(file -> file.endsWith(".gguf"));
    return packed || lower.stream().anyMatch(QUANTIZED::contains) ? "quantized" : trained;
  }

  /** The card's own word for how it was made from its base models; empty if it has none. */
  String saidRelation() {
    return texts(front, "base_model_relation").stream().findFirst().orElse("");
  }

  /** Whether a data set says that a machine wrote it, in whole or in part. */
  boolean synthetic() {
    return tags.contains("synthetic")
        || tags.contains("distilabel")
        || texts(front, "language_creators").contains("machine-generated")
        || texts(front, "annotations_creators").contains("machine-generated");
  }

  /**
   * The data sets that a data set was made from; {@code original} and bare {@code extended} name
   * none.
   */
  List<String> sourceDatasets() {
    List<String> said = texts(front, "source_datasets");
    return (said.isEmpty() ? tagged("source_datasets:", false) : said)
        .stream()
            .filter(text -> !text.equals("original") && !text.equals("extended"))
            .map(text -> text.startsWith("extended|") ? text.substring("extended|".length()) : text)
            .distinct()
            .toList();
  }

  String homepage() {
    return "https://huggingface.co/" + (kind.equals(DATASET) ? "datasets/" : "") + id;
  }
}
