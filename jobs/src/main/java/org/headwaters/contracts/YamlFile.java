package org.headwaters.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.headwaters.core.UsageError;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML file that a person wrote: settings or a policy. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * The file's mapping, in the order written; UsageError if it is no YAML, or no mapping. A key
   * given twice is an error.
   */
  public static Map<String, Object> read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UsageError("Cannot read %s: %s. Correct the file.", file, e.toString());
    }
  }

  /**
   * The same of a text that is at hand; JSON is YAML, too.
   *
   * @param what names it in errors
   */
  public static Map<String, Object> parse(String what, String text) {
    Object root;
    try {
      LoadSettings strict =
          LoadSettings.builder().setLabel(what).setAllowDuplicateKeys(false).build();
      root = new Load(strict).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new UsageError("Cannot read %s: %s. Correct the file.", what, e.toString());
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw new UsageError("Cannot use %s: it holds no keys. Write key: value lines.", what);
    }
    Map<String, Object> mapping = new LinkedHashMap<>();
    map.forEach((key, value) -> mapping.put(String.valueOf(key), value));
    return mapping;
  }
}
