package org.headwaters.adapters;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.TokenItem;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about training and search: {@code y}, {@code n}, or null for nothing.
 *
 * @param train about training
 * @param search about search
 */
record Preference(@Nullable String train, @Nullable String search) {
  static final String YES = "y";
  static final String NO = "n";
  private static final String TRAIN = "train-ai";
  private static final String SEARCH = "search";
  static final Preference UNKNOWN = new Preference(null, null);

  /**
   * A Content-Usage dictionary: labels train-ai and search, values the tokens y and n. What cannot
   * be parsed says nothing at all; other labels, values and all parameters are ignored.
   */
  static Preference ofContentUsage(String field, FieldCounts counts) {
    Map<String, ListElement<? extends Object>> dictionary;
    try {
      dictionary = new Parser(List.of(field)).parseDictionary().get();
    } catch (IllegalArgumentException e) {
      counts.passedOver("content-usage (no dictionary)");
      return UNKNOWN; // the draft: a field that does not parse is no statement
    }
    dictionary.forEach(
        (label, value) ->
            count(counts, "content-usage." + label, isOurs(label) && token(value) != null));
    return new Preference(token(dictionary.get(TRAIN)), token(dictionary.get(SEARCH)));
  }

  private static boolean isOurs(String label) {
    return label.equals(TRAIN) || label.equals(SEARCH);
  }

  private static void count(FieldCounts counts, String path, boolean taken) {
    if (taken) {
      counts.taken(path);
    } else {
      counts.passedOver(path);
    }
  }

  private static @Nullable String token(@Nullable ListElement<? extends Object> value) {
    String token = value instanceof TokenItem item ? item.get() : "";
    return token.equals(YES) || token.equals(NO) ? token : null;
  }

  /** A Content-Signal line: {@code search=yes, ai-train=no}; what is not named is not said. */
  static Preference ofContentSignal(String line, FieldCounts counts) {
    Preference all = UNKNOWN;
    for (String part : line.toLowerCase(Locale.ROOT).split("[,;]", -1)) {
      String[] sides = part.split("=", 2);
      String name = sides[0].strip();
      String word = sides.length < 2 ? "" : sides[1].strip();
      String said = word.equals("yes") ? YES : word.equals("no") ? NO : null;
      boolean training = name.equals("ai-train");
      boolean searching = name.equals(SEARCH);
      all = all.and(new Preference(training ? said : null, searching ? said : null));
      if (!name.isEmpty()) {
        count(counts, "content-signal." + name, said != null && (training || searching));
      }
    }
    return all;
  }

  /** Both statements together: any no refuses, else any yes allows. */
  Preference and(Preference other) {
    return new Preference(together(train, other.train), together(search, other.search));
  }

  private static @Nullable String together(@Nullable String one, @Nullable String other) {
    if (NO.equals(one) || NO.equals(other)) {
      return NO;
    }
    return one == null ? other : one;
  }
}
