package org.headwaters.adapters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.core.door.Form;
import org.headwaters.tables.Table;

/**
 * How a file of ordinary rows could be read, for a person to confirm: which of its columns looks
 * like which of ours, how it is written, and what stands for what it does not say.
 *
 * @param settings as they would stand in the settings file
 * @param notes path of a setting, such as {@code columns.period} → why it is proposed
 * @param doubts sentences about what a person should look at
 */
record Proposal(
    Table table, Map<String, Object> settings, Map<String, String> notes, List<String> doubts) {
  /** So many names are written out to be given their ids. */
  private static final int VALUES = 30;

  /**
   * The proposal for the table that most columns speak for; {@code named} is the table that the
   * file is named after. Empty if the file holds too little of any.
   */
  static Optional<Proposal> of(FileHead head, String path, String named) {
    return ColumnNames.shipped().stream()
        .map(names -> names.match(head))
        .filter(match -> match.theirs().keySet().containsAll(match.names().needs()))
        // One column of many may be called so by chance.
        .filter(match -> match.theirs().size() >= Math.min(3, (head.columns().size() + 1) / 2))
        .max(
            Comparator.comparingInt(
                match -> match.score() + (match.names().table().name().equals(named) ? 4 : 0)))
        .map(
            match ->
                new Proposal(
                        match.names().table(),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        new ArrayList<>())
                    .fill(head, path, match));
  }

  /** The table that a file comes nearest to, with what it lacks; for those that are left out. */
  static Optional<String> nearest(FileHead head) {
    return ColumnNames.shipped().stream()
        .map(names -> names.match(head))
        .filter(match -> match.names().needs().stream().anyMatch(match.theirs()::containsKey))
        .filter(match -> !match.theirs().keySet().containsAll(match.names().needs()))
        .max(Comparator.comparingInt(ColumnNames.Match::score))
        .map(
            match ->
                match.names().table().name()
                    + " without "
                    + String.join(
                        ", ",
                        match.names().needs().stream()
                            .filter(need -> !match.theirs().containsKey(need))
                            .toList()));
  }

  private Proposal fill(FileHead head, String path, ColumnNames.Match match) {
    settings.put("format", head.format());
    settings.put("path", path);
    written(head);
    Map<String, String> columns = new LinkedHashMap<>(match.theirs());
    Map<String, String> constants = new LinkedHashMap<>();
    Map<String, String> compose = new LinkedHashMap<>();
    missing(match, stem(path), columns, constants, compose);
    currency(head, columns, constants);
    ids(head, columns, compose);
    spelled(head, columns);
    columns.forEach(
        (ours, theirs) ->
            head.values(theirs).stream()
                .findFirst()
                .ifPresent(value -> notes.put("columns." + ours, "such as " + shortened(value))));
    columns.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
    put("columns", columns);
    put("constants", constants);
    put(Composed.OPTION, compose);
    Set<String> left = new LinkedHashSet<>(head.columns());
    left.removeAll(match.theirs().values());
    left.removeIf(String::isEmpty);
    if (!left.isEmpty()) {
      settings.put(ColumnMap.IGNORE, List.copyOf(left));
      notes.put(ColumnMap.IGNORE, "looks like no column of " + table);
    }
    return this;
  }

  private void put(String key, Map<String, String> map) {
    if (!map.isEmpty()) {
      settings.put(key, map);
    }
  }

  private void written(FileHead head) {
    if (head.delimiter() != ',') {
      settings.put(
          CsvDialect.DELIMITER,
          head.delimiter() == '\t' ? "tab" : String.valueOf(head.delimiter()));
    }
    if (head.quote() != '"') {
      settings.put(CsvDialect.QUOTE, String.valueOf(head.quote()));
    }
    if (!head.encoding().equals("UTF-8")) {
      settings.put(Encoding.OPTION, head.encoding());
    }
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int end = name.indexOf('.');
    return (end > 0 ? name.substring(0, end) : name).toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** What stands for columns that the table needs and the file does not have. */
  private void missing(
      ColumnNames.Match match,
      String stem,
      Map<String, String> columns,
      Map<String, String> constants,
      Map<String, String> compose) {
    for (ContractColumn ours : table.contract().columns()) {
      String otherwise = match.names().otherwise().get(ours.name());
      if (otherwise == null || columns.containsKey(ours.name()) || !ours.required()) {
        continue;
      }
      String text = otherwise.replace("{file}", stem);
      String alone = text.replaceAll("^\\{(\\w+)}$", "$1");
      if (columns.containsKey(alone)) {
        columns.put(ours.name(), columns.get(alone));
      } else if (text.contains("{")) {
        compose.put(ours.name(), text);
        notes.put(Composed.OPTION + "." + ours.name(), "no column holds it");
      } else {
        constants.put(ours.name(), text);
        notes.put("constants." + ours.name(), "no column holds it: correct it");
      }
    }
  }

  /** A currency that stands in a column's name or before its values goes where it belongs. */
  private void currency(FileHead head, Map<String, String> columns, Map<String, String> constants) {
    String amount = columns.get("gross_amount");
    if (amount == null) {
      return;
    }
    List<String> values = head.values(amount);
    for (String sign : List.of("$", "€", "£")) {
      if (values.stream().anyMatch(value -> value.startsWith(sign))) {
        settings.put("strip_prefix", Map.of("gross_amount", sign));
        constants.computeIfPresent("currency", (column, guess) -> ColumnNames.code(sign));
      }
    }
    ColumnNames.currency(amount)
        .ifPresent(code -> constants.computeIfPresent("currency", (column, guess) -> code));
  }

  /** Names that are no ids are given theirs: one by one where they are few, else by a prefix. */
  private void ids(FileHead head, Map<String, String> columns, Map<String, String> compose) {
    for (ContractColumn ours : table.contract().columns()) {
      String theirs = columns.get(ours.name());
      String prefix = prefix(ours);
      if (theirs == null || prefix.isEmpty()) {
        continue;
      }
      List<String> plain =
          head.values(theirs).stream().filter(value -> value.indexOf(':') < 0).distinct().toList();
      if (plain.isEmpty()) {
        continue;
      }
      if (table.name().equals("revenue") && plain.size() <= VALUES) {
        Map<String, String> values = new LinkedHashMap<>();
        plain.forEach(value -> values.put(value, prefix + slug(value)));
        settings.put(Spelling.VALUES, Map.of(ours.name(), values));
        notes.put(Spelling.VALUES + "." + ours.name(), "theirs: ours; correct the ids");
      } else {
        compose.put(ours.name(), prefix + "{" + ours.name() + "}");
        notes.put(
            Composed.OPTION + "." + ours.name(), "'" + shortened(plain.get(0)) + "' is no id");
      }
    }
  }

  private String prefix(ContractColumn ours) {
    if (ours.form() == Form.DATASET) {
      return "dataset:";
    }
    if (ours.form() == Form.SOURCE) {
      return "domain:";
    }
    if (ours.form() == Form.ASSET) {
      return table.name().equals("revenue") ? "service:" : "model:";
    }
    return "";
  }

  private static String slug(String name) {
    String slug =
        java.text.Normalizer.normalize(
                name.toLowerCase(Locale.ROOT).replace("ß", "ss"), java.text.Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return slug.isEmpty() ? "unnamed" : slug;
  }

  private void spelled(FileHead head, Map<String, String> columns) {
    List<String> numbers = new ArrayList<>();
    Map<String, SpellingGuess.Days> days = new LinkedHashMap<>();
    for (ContractColumn ours : table.contract().columns()) {
      String theirs = columns.get(ours.name());
      if (theirs != null) {
        Spelling.Kind kind = Spelling.Kind.of(ours);
        switch (kind) {
          case TEXT -> {}
          case NUMBER -> numbers.addAll(head.values(theirs));
          case DAY, MOMENT, MONTH ->
              days.put(ours.name(), new SpellingGuess.Days(kind, head.values(theirs)));
        }
      }
    }
    SpellingGuess guess = SpellingGuess.of(numbers, days);
    settings.putAll(guess.settings());
    doubts.addAll(guess.doubts());
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }

  /** How the file is written and which of its columns is which of ours, in one line. */
  String told() {
    List<String> pairs = new ArrayList<>();
    if (settings.get("columns") instanceof Map<?, ?> columns) {
      columns.forEach((ours, theirs) -> pairs.add(theirs + " → " + ours));
    }
    return written() + (pairs.isEmpty() ? "" : "; " + String.join(", ", pairs));
  }

  private String written() {
    List<String> said = new ArrayList<>();
    Object delimiter = settings.get(CsvDialect.DELIMITER);
    if ("csv".equals(settings.get("format"))) {
      said.add("separated by " + (delimiter == null ? "," : delimiter));
    }
    said.add(settings.getOrDefault(Encoding.OPTION, "UTF-8").toString());
    if (settings.containsKey(Spelling.DECIMAL)) {
      said.add("decimals after " + settings.get(Spelling.DECIMAL));
    }
    if (settings.containsKey(Spelling.THOUSANDS)) {
      said.add("thousands by '" + settings.get(Spelling.THOUSANDS) + "'");
    }
    if (settings.containsKey(Spelling.DATE_FORMAT)) {
      said.add("days as " + settings.get(Spelling.DATE_FORMAT));
    }
    return String.join(", ", said);
  }
}
