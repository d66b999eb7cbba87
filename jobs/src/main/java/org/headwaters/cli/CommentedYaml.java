package org.headwaters.cli;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * YAML in blocks, with comments: our own sentences begin with {@code #}, lines that somebody has to
 * confirm with {@code #?} and become settings when that is taken away.
 */
final class CommentedYaml {
  static final String TO_CONFIRM = "#? ";

  private static final Dump FLOW =
      new Dump(
          DumpSettings.builder()
              .setDefaultFlowStyle(FlowStyle.FLOW)
              .setWidth(10_000)
              .setMultiLineFlow(false)
              .build());

  private final StringBuilder text = new StringBuilder();
  private String mark = "";

  String text() {
    return text.toString();
  }

  /** What follows is to be confirmed, or is not. */
  CommentedYaml toConfirm(boolean wanted) {
    mark = wanted ? TO_CONFIRM : "";
    return this;
  }

  CommentedYaml comment(int indent, String sentence) {
    for (String line : sentence.lines().toList()) {
      text.append(" ".repeat(indent)).append("# ").append(line).append('\n');
    }
    return this;
  }

  CommentedYaml blank() {
    text.append('\n');
    return this;
  }

  CommentedYaml line(int indent, String yaml) {
    text.append(mark).append(" ".repeat(indent)).append(yaml).append('\n');
    return this;
  }

  /**
   * A key and its value, a map as a block below it.
   *
   * @param path of the key in {@code notes}
   */
  CommentedYaml entry(
      int indent, String head, String path, Object value, Map<String, String> notes) {
    String note = notes.get(path);
    String comment = note == null ? "" : "  # " + note;
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      line(indent, head + ":" + comment);
      int deeper = indent + (head.startsWith("- ") ? 4 : 2);
      map.forEach((key, each) -> entry(deeper, scalar(key), path + "." + key, each, notes));
    } else if (value instanceof List<?> list
        && list.stream().anyMatch(e -> e instanceof Map<?, ?>)) {
      line(indent, head + ":" + comment);
      list.forEach(each -> line(indent + 2, "- " + scalar(each) + comment));
    } else {
      line(indent, head + ": " + scalar(value) + comment);
    }
    return this;
  }

  static String scalar(Object value) {
    return FLOW.dumpToString(value).strip();
  }
}
