package org.headwaters.adapters;

import java.util.List;
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
  static final Preference UNKNOWN = new Preference(null, null);

  /**
   * A Content-Usage dictionary: labels train-ai and search, values the tokens y and n. What cannot
   * be parsed says nothing at all; other labels, values and all parameters are ignored.
   */
  static Preference ofContentUsage(List<String> fields) {
    Map<String, ListElement<? extends Object>> dictionary;
    try {
      dictionary = new Parser(fields).parseDictionary().get();
    } catch (IllegalArgumentException e) {
      return UNKNOWN; // the draft: a field that does not parse is no statement
    }
    return new Preference(token(dictionary.get("train-ai")), token(dictionary.get("search")));
  }

  private static @Nullable String token(@Nullable ListElement<? extends Object> value) {
    String token = value instanceof TokenItem item ? item.get() : "";
    return token.equals(YES) || token.equals(NO) ? token : null;
  }

  /** A Content-Signal line: {@code search=yes, ai-train=no}; what is not named is not said. */
  static Preference ofContentSignal(String line) {
    Preference all = UNKNOWN;
    for (String part : line.split("[,;]", -1)) {
      String[] sides = part.split("=", 2);
      String word = sides.length < 2 ? "" : sides[1].strip();
      String said = word.equals("yes") ? YES : word.equals("no") ? NO : null;
      switch (sides[0].strip()) {
        case "ai-train" -> all = all.and(new Preference(said, null));
        case "search" -> all = all.and(new Preference(null, said));
        default -> {
          // Other signals say nothing about training or search.
        }
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
