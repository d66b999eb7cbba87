package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML written by strangers, as a tree. What nests too deeply, holds itself, or grows by aliases is
 * refused: it would take the stack or the memory of everything else with it.
 */
final class Yaml {
  static final int DEPTH = 64;
  static final int NODES = 4 << 20;
  private static final int CODE_POINTS = 64 << 20;
  private static final int KEY_CHARACTERS = 60;

  private int nodes;

  private Yaml() {}

  /**
   * The one document of a text; a missing node if there is none.
   *
   * @param label names the text in messages
   * @throws YamlEngineException if it cannot be read or is too large for what it says; its message
   *     is one line, which names the text's line and key
   */
  static JsonNode read(String label, String text) {
    try {
      return tree(label, text);
    } catch (MarkedYamlEngineException e) {
      throw new YamlEngineException(told(e, text), e);
    }
  }

  /** Line, the key that stands there, and what is wrong with it: a key twice, a tab. */
  private static String told(MarkedYamlEngineException e, String text) {
    if (e.getProblemMark().isEmpty()) {
      return InputFiles.firstLine(e);
    }
    int number = e.getProblemMark().get().getLine() + 1;
    String line = text.lines().skip(number - 1L).findFirst().orElse("").strip();
    int colon = line.indexOf(':');
    String key = (colon < 0 ? line : line.substring(0, colon)).replaceAll("\\p{C}", "?");
    return String.format(
        Locale.ROOT,
        "line %d, at '%s': %s",
        number,
        key.substring(0, Math.min(key.length(), KEY_CHARACTERS)),
        e.getProblem().replaceAll("\\p{C}", " "));
  }

  private static JsonNode tree(String label, String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(label).setCodePointLimit(CODE_POINTS).build();
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      checkDepth(depth);
    }
    Object root = new Load(settings).loadFromString(text);
    return root == null ? Card.empty() : new Yaml().node(root, 0);
  }

  private static void checkDepth(int depth) {
    if (depth > DEPTH) {
      throw new YamlEngineException("it nests more than " + DEPTH + " deep");
    }
  }

  private JsonNode node(@Nullable Object value, int depth) {
    checkDepth(depth);
    nodes++;
    if (nodes > NODES) {
      throw new YamlEngineException("it has more than " + NODES + " values");
    }
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = make.objectNode();
      map.forEach((key, held) -> object.set(String.valueOf(key), node(held, depth + 1)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = make.arrayNode();
      list.forEach(held -> array.add(node(held, depth + 1)));
      return array;
    }
    if (value == null) {
      return make.nullNode();
    }
    return value instanceof Boolean truth
        ? make.booleanNode(truth)
        : make.textNode(String.valueOf(value));
  }
}
