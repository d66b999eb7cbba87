package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

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
  private static final String DISTILLED = "knowledge-distillation";

  private static final Set<String> QUANTIZED =
      Set.of("gguf", "gptq", "awq", "exl2", "quantized", "4-bit", "8-bit", "bitsandbytes", "mlx");

  Card {
    tags = Set.copyOf(tags);
    files = Set.copyOf(files);
  }

  static JsonNode empty() {
    return MissingNode.getInstance();
  }

  /** The texts of a field that may be one text or a list; blank and null ones are left out. */
  static List<String> texts(JsonNode from, String field) {
    JsonNode value = from.path(field);
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (one.isValueNode() && !one.isNull() && !one.asText().isBlank()) {
        texts.add(one.asText().strip());
      }
    }
    return texts;
  }

  /** What stands in the fields that name other assets and is no name. */
  List<JsonNode> unreadable() {
    List<JsonNode> found = new ArrayList<>();
    for (String field : kind.equals(MODEL) ? OF_MODELS : OF_DATASETS) {
      JsonNode value = front.path(field);
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        if (one.isContainerNode()) {
          found.add(one);
        }
      }
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

  /** The assets that it was made from, by the hub's ids; also from the hub's own tags. */
  List<String> baseModels() {
    List<String> said = texts(front, "base_model");
    if (!said.isEmpty()) {
      return said.stream().map(Card::hubId).distinct().toList();
    }
    return tags.stream()
        .filter(tag -> tag.startsWith("base_model:"))
        .map(tag -> tag.substring(tag.lastIndexOf(':') + 1))
        .sorted()
        .distinct()
        .toList();
  }

  /**
   * How it was made from a base model: what the card says in its own words, else what the hub's tag
   * says, else as the hub infers it: adapter by its library or files, merge of two or more,
   * quantized by tags or files, finetune. The hub knows no distillation and calls it finetune, so
   * there the card's own tag goes before.
   */
  String relation(String base) {
    String said = front.path("base_model_relation").asText("").strip();
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
    return texts(front, "source_datasets").stream()
        .filter(text -> !text.equals("original") && !text.equals("extended"))
        .map(text -> text.startsWith("extended|") ? text.substring("extended|".length()) : text)
        .map(Card::hubId)
        .distinct()
        .toList();
  }

  String homepage() {
    return "https://huggingface.co/" + (kind.equals(DATASET) ? "datasets/" : "") + id;
  }

  private static String hubId(String written) {
    return written
        .replaceFirst("^https?://(www\\.)?(huggingface\\.co|hf\\.co)/(datasets/)?", "")
        .replaceFirst("/$", "");
  }
}
