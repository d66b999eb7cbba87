package org.headwaters.adapters;

import java.io.Serializable;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;

/**
 * What stands between the cells of a CSV file and around them; as RFC 4180 says where the settings
 * are silent.
 *
 * @param table whose setting it is, for messages
 * @param quote null character where no quotes are used
 */
record CsvDialect(String table, char delimiter, char quote) implements Serializable {
  static final String DELIMITER = "delimiter";
  static final String QUOTE = "quote";

  private static final char NONE = '\0';
  private static final List<Character> USUAL = List.of(';', ',', '\t', '|');

  static CsvDialect of(InputSource source) {
    char delimiter = mark(source, DELIMITER, ',');
    char quote = mark(source, QUOTE, '"');
    UsageError.check(
        delimiter != NONE && delimiter != quote,
        "inputs.%s: delimiter and quote are both %s. Give two different characters.",
        source.table(),
        delimiter == NONE ? "none" : String.valueOf(delimiter));
    return new CsvDialect(source.table(), delimiter, quote);
  }

  private static char mark(InputSource source, String option, char otherwise) {
    String text = OutsideText.option(source, option);
    if (text == null) {
      return otherwise;
    }
    String mark = text.equals("tab") || text.equals("\\t") ? "\t" : text;
    if (mark.equals("none")) {
      return NONE;
    }
    UsageError.check(
        mark.length() == 1 && (mark.charAt(0) >= ' ' || mark.charAt(0) == '\t'),
        "inputs.%s.%s is '%s'; give one character, or the word %s.",
        source.table(),
        option,
        text,
        option.equals(DELIMITER) ? "tab" : "none");
    return mark.charAt(0);
  }

  CSVFormat format() {
    CSVFormat.Builder format =
        CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).setDelimiter(delimiter);
    return format.setQuote(quote == NONE ? null : Character.valueOf(quote)).get();
  }

  /**
   * Refuses a header that another delimiter divides better. To be asked only where the header does
   * not fit: a name may hold any character.
   */
  void checkSeparated(String file, List<String> header) {
    String line = String.join(String.valueOf(delimiter), header);
    for (char other : USUAL) {
      long marks = line.chars().filter(c -> c == other).count();
      InvalidInput.check(
          other == delimiter || marks == 0 || marks < header.size(),
          "%s looks separated by %s, not by %s: its first line is '%s'. Set inputs.%s.delimiter:"
              + " %s",
          file,
          shown(other),
          shown(delimiter),
          line.length() > 200 ? line.substring(0, 200) + "…" : line,
          table,
          other == '\t' ? "tab" : "\"" + other + "\"");
    }
  }

  /**
   * Refuses a first line that cannot be read because its cells, in quotes, are separated otherwise.
   */
  void checkQuoted(String file, String line) {
    for (char other : USUAL) {
      String between = String.valueOf(new char[] {quote, other, quote});
      InvalidInput.check(
          other == delimiter || quote == NONE || !line.contains(between),
          "%s looks separated by %s, not by %s: its first line is '%s'. Set inputs.%s.delimiter:"
              + " %s",
          file,
          shown(other),
          shown(delimiter),
          line.length() > 200 ? line.substring(0, 200) + "…" : line,
          table,
          other == '\t' ? "tab" : "\"" + other + "\"");
    }
  }

  private static String shown(char delimiter) {
    return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
  }
}
