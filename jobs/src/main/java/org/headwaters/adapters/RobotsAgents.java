package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.headwaters.core.InvalidInput;

/**
 * The product tokens under which robots.txt files speak to those who collect for training, and to
 * those who collect for search. Whoever does neither (assistants, agents of a person) is no
 * business of consent to training.
 */
record RobotsAgents(List<String> training, List<String> search) implements Serializable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a list's {@code function} says of those that collect for training, in free text. */
  private static final Pattern TRAINING =
      Pattern.compile(
          "train|\\bllms?\\b|ai data scraper|language model|machine learning model|data ?set");

  private static final String FUNCTION = "function";
  private static final Pattern SEARCH = Pattern.compile("search");

  RobotsAgents {
    // ArrayList goes along with Spark's tasks.
    training = new ArrayList<>(training);
    search = new ArrayList<>(search);
  }

  /** The short list that is shipped: all of them collect for training. */
  static RobotsAgents shipped() {
    try (InputStream in = RobotsAgents.class.getResourceAsStream("training-agents.txt")) {
      if (in == null) {
        throw new IllegalStateException("training-agents.txt is not on the class path");
      }
      return new RobotsAgents(
          lines(new String(in.readAllBytes(), StandardCharsets.UTF_8)), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A file such as ai.robots.txt's robots.json (an object by name, each with its {@code function}),
   * or one name a line, all for training. An agent whose function says neither training nor search
   * counts for training if the shipped list names it, else for nothing.
   */
  static RobotsAgents read(String path, Configuration configuration, FieldCounts fields) {
    String text = TextFiles.small(path, configuration);
    if (!text.stripLeading().startsWith("{")) {
      return new RobotsAgents(lines(text), List.of());
    }
    JsonNode agents;
    try {
      agents = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidInput("Cannot read %s as JSON. Deliver the file again, whole.", path);
    }
    Collection<String> shipped = shipped().training();
    TreeSet<String> training = new TreeSet<>();
    TreeSet<String> search = new TreeSet<>();
    for (Map.Entry<String, JsonNode> agent : agents.properties()) {
      String token = RobotsText.token(agent.getKey());
      for (Map.Entry<String, JsonNode> field : agent.getValue().properties()) {
        if (field.getKey().equals(FUNCTION)) {
          fields.taken("agents." + FUNCTION);
        } else {
          fields.passedOver("agents." + field.getKey());
        }
      }
      String function = agent.getValue().path(FUNCTION).asText("").toLowerCase(Locale.ROOT);
      if (TRAINING.matcher(function).find()) {
        training.add(token);
      } else if (SEARCH.matcher(function).find()) {
        search.add(token);
      } else if (shipped.contains(token)) {
        training.add(token);
      }
    }
    return new RobotsAgents(List.copyOf(training), List.copyOf(search));
  }

  private static List<String> lines(String text) {
    TreeSet<String> tokens = new TreeSet<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> tokens.add(RobotsText.token(line)));
    return List.copyOf(tokens);
  }
}
