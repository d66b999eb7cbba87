package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.headwaters.core.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Which names mean which asset, because a person said so. Names are compared as they are written,
 * but for blanks around them: nothing is guessed from case, spelling or likeness.
 *
 * <p>The file is a YAML mapping of asset id to a list of its names: {@code
 * "model:meta-llama/Llama-2-7b-hf": [LLaMA 2, Llama 2 7B]}.
 */
final class AssetNames implements Serializable {
  private static final long serialVersionUID = 1;

  /** TreeSet: Java's immutable sets order by a salt of their own. */
  private final HashMap<String, TreeSet<String>> ids = new HashMap<>();

  /** An empty list: every name is unknown. */
  static AssetNames none() {
    return new AssetNames();
  }

  /** Reads an alias file; InvalidInput if it is not one. */
  static AssetNames read(String path, Configuration configuration) {
    JsonNode root;
    try {
      root = Yaml.read(path, TextFiles.small(path, configuration));
    } catch (YamlEngineException e) {
      throw new InvalidInput(
          "Cannot read %s: %s. Correct the file.", path, InputFiles.firstLine(e));
    }
    InvalidInput.check(
        root.isObject() || root.isMissingNode(),
        "%s is no mapping. Write lines such as \"model:org/name\": [Name].",
        path);
    AssetNames names = new AssetNames();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      InvalidInput.check(
          entry.getValue().isArray(), "%s: %s needs a list of names.", path, entry.getKey());
      entry.getValue().forEach(alias -> names.declare(alias.asText(), entry.getKey()));
    }
    return names;
  }

  /** The same names; what is declared in the copy is not declared here. */
  AssetNames copy() {
    AssetNames copy = new AssetNames();
    ids.forEach((name, meant) -> copy.ids.put(name, new TreeSet<>(meant)));
    return copy;
  }

  /** Adds that a name means an asset. */
  void declare(String name, String id) {
    ids.computeIfAbsent(plain(name), key -> new TreeSet<>()).add(id.strip());
  }

  /**
   * The asset of a kind that a name means; null if nobody has said, or if several are meant.
   *
   * @param kind {@code model}, {@code dataset} or {@code service}; empty for any
   */
  @Nullable String resolve(String kind, String name) {
    List<String> meant =
        ids.getOrDefault(plain(name), new TreeSet<>()).stream()
            .filter(id -> kind.isEmpty() || id.startsWith(kind + ":"))
            .toList();
    return meant.size() == 1 ? meant.get(0) : null;
  }

  private static String plain(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
  }
}
