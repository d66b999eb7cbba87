package org.headwaters.adapters;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.tables.Captures;

/**
 * The fields of a CDX line, by the letters that its header gives them: {@code CDX N b a m s k r M S
 * V g}. Without a header, nine fields and eleven have the order that all indexers write.
 */
final class CdxFields {
  private static final String HEADER = "CDX ";

  static final char TIME = 'b';
  static final char URL = 'a';
  static final char MIME = 'm';
  static final char STATUS = 's';
  static final char FILENAME = 'g';

  private static final String NINE = "NbamskrVg";
  private static final String ELEVEN = "NbamskrMSVg";

  /** Letter → our column, where no more is to do. */
  static final Map<Character, String> COLUMNS =
      Map.of(
          'N',
          Captures.URL_SURTKEY,
          MIME,
          Captures.CONTENT_MIME_TYPE,
          'k',
          Captures.CONTENT_DIGEST,
          'r',
          Captures.FETCH_REDIRECT,
          'S',
          Captures.WARC_RECORD_LENGTH,
          'V',
          Captures.WARC_RECORD_OFFSET);

  private CdxFields() {}

  /** Whether a line names the fields; its first character is the one between them, often lost. */
  static boolean isHeader(String line) {
    return line.stripLeading().startsWith(HEADER);
  }

  /** The letters of a header. */
  static String named(String header) {
    return header.strip().substring(HEADER.length()).replace(" ", "");
  }

  /** Whether something becomes of a field. */
  static boolean isRead(char letter) {
    return COLUMNS.containsKey(letter)
        || letter == TIME
        || letter == URL
        || letter == STATUS
        || letter == FILENAME;
  }

  /**
   * Letter → what the line says, without what it leaves out as "-". Empty for a line that is none.
   *
   * @param letters of the header; empty if there was none
   */
  static Map<Character, String> read(String line, String letters) {
    List<String> cells = Arrays.asList(line.strip().split(" +", -1));
    String order = !letters.isEmpty() ? letters : cells.size() == NINE.length() ? NINE : ELEVEN;
    Map<Character, String> read = new TreeMap<>();
    if (cells.size() != order.length()) {
      return read;
    }
    for (int i = 0; i < order.length(); i++) {
      boolean absent = cells.get(i).equals("-") && order.charAt(i) != STATUS;
      if (!absent) {
        read.put(order.charAt(i), cells.get(i));
      }
    }
    // Eleven words of any text are no capture: the second is a time, the third a url.
    boolean plausible = read.getOrDefault(TIME, "").matches("[0-9]{1,17}") && read.containsKey(URL);
    return plausible ? read : Map.of();
  }
}
