package org.headwaters.core.proof;

import java.util.Map;
import org.headwaters.core.InvalidInput;

/** Writes canonical JSON. RFC 8785 leaves no choice: no blanks, the shortest escapes. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  static void write(Json value, StringBuilder out, int depth) {
    InvalidInput.check(
        depth <= Json.DEPTH_LIMIT,
        "Cannot write JSON that is nested deeper than %d.",
        Json.DEPTH_LIMIT);
    if (value instanceof Json.Text text) {
      quote(text.value(), out);
    } else if (value instanceof Json.Array array) {
      out.append('[');
      String comma = "";
      for (Json item : array.items()) {
        out.append(comma);
        write(item, out, depth + 1);
        comma = ",";
      }
      out.append(']');
    } else if (value instanceof Json.Members object) {
      out.append('{');
      String comma = "";
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        out.append(comma);
        quote(member.getKey(), out);
        out.append(':');
        write(member.getValue(), out, depth + 1);
        comma = ",";
      }
      out.append('}');
    }
  }

  /** The letter behind the backslash for characters that have one; else 0. */
  static char shortEscape(char c) {
    return switch (c) {
      case '"', '\\' -> c;
      case '\b' -> 'b';
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\f' -> 'f';
      case '\r' -> 'r';
      default -> 0;
    };
  }

  /**
   * Throws {@link InvalidInput} for half a surrogate pair: it has no UTF-8 form, and two different
   * texts would have one hash.
   */
  static void check(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        InvalidInput.check(
            pair,
            "Cannot write a text as JSON: its character %d is half a surrogate pair, U+%04X.",
            at,
            (int) c);
        at++;
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      char escape = shortEscape(c);
      if (escape != 0) {
        out.append('\\').append(escape);
      } else if (c < ' ') {
        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
