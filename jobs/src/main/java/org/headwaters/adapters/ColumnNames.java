package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * How the columns of ordinary files are called outside, for a table of ours.
 *
 * @param needs columns of ours without which a file is no such table
 * @param otherwise column of ours → what stands for it where the file has none: a constant, or a
 *     template of columns in braces
 * @param kinds what its kind may be; empty where that is not asked
 * @param names column of ours → names that look like it
 */
record ColumnNames(
    Table table,
    List<String> needs,
    Map<String, String> otherwise,
    List<String> kinds,
    Map<String, List<String>> names) {
  private static final String RESOURCE = "column-names.yaml";
  private static final Pattern WITH_CURRENCY =
      Pattern.compile("(.+?)[\\s_]*[(\\[]?\\b(EUR|USD|GBP|CHF|JPY|€|\\$|£)[)\\]]?");

  /** What a file's columns look like. */
  record Match(ColumnNames names, Map<String, String> theirs, int score) {}

  /** The tables that ordinary files may be of, in the order in which they are tried. */
  static List<ColumnNames> shipped() {
    try (InputStream in =
        Objects.requireNonNull(ColumnNames.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<?, ?> tables = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
      List<ColumnNames> shipped = new ArrayList<>();
      tables.forEach((table, said) -> shipped.add(of(table.toString(), (Map<?, ?>) said)));
      return shipped;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnNames of(String table, Map<?, ?> said) {
    Map<String, String> otherwise = new LinkedHashMap<>();
    if (said.get("otherwise") instanceof Map<?, ?> map) {
      map.forEach((column, text) -> otherwise.put(column.toString(), text.toString()));
    }
    List<String> kinds = said.get("kinds") == null ? List.of() : texts(said.get("kinds"));
    Map<String, List<String>> names = new LinkedHashMap<>();
    if (said.get("names") instanceof Map<?, ?> map) {
      map.forEach((column, list) -> names.put(column.toString(), texts(list)));
    }
    return new ColumnNames(
        Catalogue.named(table), texts(said.get("needs")), otherwise, kinds, names);
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> said ? said.stream().map(Object::toString).toList() : List.of();
  }

  /** Which column of a file looks like which of ours; each of theirs is used once. */
  Match match(FileHead head) {
    Match match = match(head.columns());
    String kind = match.theirs().get("kind");
    boolean other =
        kind != null
            && !kinds.isEmpty()
            && head.values(kind).stream()
                .noneMatch(value -> kinds.contains(value.toLowerCase(Locale.ROOT)));
    if (!other) {
      return match;
    }
    Map<String, String> theirs = new LinkedHashMap<>(match.theirs());
    theirs.remove("kind");
    return new Match(this, theirs, match.score() - 3);
  }

  private Match match(Collection<String> columns) {
    Map<String, String> theirs = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    int score = 0;
    for (ContractColumn ours : table.contract().columns()) {
      Optional<String> same = like(columns, used, ours.name());
      if (same.isPresent()) {
        theirs.put(ours.name(), same.get());
        used.add(same.get());
        score += 3;
      }
    }
    for (ContractColumn ours : table.contract().columns()) {
      for (String name : names.getOrDefault(ours.name(), List.of())) {
        Optional<String> like =
            theirs.containsKey(ours.name()) ? Optional.empty() : like(columns, used, name);
        if (like.isPresent()) {
          theirs.put(ours.name(), like.get());
          used.add(like.get());
          score += 2;
        }
      }
    }
    return new Match(this, theirs, score);
  }

  private static Optional<String> like(Collection<String> columns, Set<String> used, String name) {
    return columns.stream()
        .filter(column -> !used.contains(column))
        .filter(
            column ->
                normal(column).equals(normal(name)) || normal(bare(column)).equals(normal(name)))
        .findFirst();
  }

  private static String bare(String column) {
    Matcher matcher = WITH_CURRENCY.matcher(column);
    return matcher.matches() ? matcher.group(1) : column;
  }

  /** The currency that a column's name ends with; empty without one. */
  static Optional<String> currency(String column) {
    Matcher matcher = WITH_CURRENCY.matcher(column);
    return matcher.matches() ? Optional.of(code(matcher.group(2))) : Optional.empty();
  }

  /** A currency's code for its sign. */
  static String code(String sign) {
    return switch (sign) {
      case "€" -> "EUR";
      case "$" -> "USD";
      case "£" -> "GBP";
      default -> sign;
    };
  }

  private static String normal(String name) {
    return Normalizer.normalize(
            name.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFKD)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
