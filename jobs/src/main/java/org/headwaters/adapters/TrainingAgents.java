package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.headwaters.core.InvalidInput;

/** The names under which robots.txt files speak to those who collect for training. */
final class TrainingAgents {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TrainingAgents() {}

  /** The short list that is shipped, in lower case and in order. */
  static List<String> shipped() {
    try (InputStream in = TrainingAgents.class.getResourceAsStream("training-agents.txt")) {
      if (in == null) {
        throw new IllegalStateException("training-agents.txt is not on the class path");
      }
      return distinct(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All names of a file such as ai.robots.txt's robots.json (an object by name), or one name a
   * line. Names that differ in case only are one.
   */
  static List<String> read(String path, Configuration configuration) {
    String text = TextFiles.small(path, configuration);
    if (!text.stripLeading().startsWith("{")) {
      return distinct(
          text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    }
    try {
      JsonNode agents = JSON.readTree(text);
      return distinct(agents.properties().stream().map(java.util.Map.Entry::getKey).toList());
    } catch (JsonProcessingException e) {
      throw new InvalidInput("Cannot read %s as JSON. Deliver the file again, whole.", path);
    }
  }

  private static List<String> distinct(List<String> names) {
    TreeSet<String> distinct = new TreeSet<>();
    names.forEach(name -> distinct.add(name.strip().toLowerCase(Locale.ROOT)));
    return List.copyOf(distinct);
  }
}
