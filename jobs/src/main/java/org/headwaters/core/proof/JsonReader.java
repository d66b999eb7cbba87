package org.headwaters.core.proof;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical JSON and nothing else: a blank, an escape that was not needed or members in
 * another order are errors, so that one value cannot be shown under two hashes.
 */
final class JsonReader {
  /** No character of a text. */
  private static final char NONE = '\uFFFF';

  private final String what;
  private final String text;
  private int at;

  JsonReader(String what, byte[] bytes) {
    this.what = what;
    this.text = decoded(what, bytes);
  }

  Json read() {
    Json value = value(0);
    if (at < text.length()) {
      throw wrong("nothing may follow the value");
    }
    return value;
  }

  private Json value(int depth) {
    if (depth > Json.DEPTH_LIMIT) {
      throw wrong("it is nested deeper than %d", Json.DEPTH_LIMIT);
    }
    return switch (peek()) {
      case '"' -> new Json.Text(string());
      case '[' -> array(depth);
      case '{' -> members(depth);
      default -> throw wrong("expected a text, an array or an object");
    };
  }

  private Json array(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    if (peek() != ']') {
      items.add(value(depth + 1));
      while (peek() == ',') {
        at++;
        items.add(value(depth + 1));
      }
    }
    expect(']');
    return new Json.Array(items);
  }

  private Json members(int depth) {
    TreeMap<String, Json> members = new TreeMap<>();
    at++;
    if (peek() != '}') {
      member(members, depth);
      while (peek() == ',') {
        at++;
        member(members, depth);
      }
    }
    expect('}');
    return new Json.Members(members);
  }

  private void member(SortedMap<String, Json> members, int depth) {
    int start = at;
    String name = string();
    if (!members.isEmpty() && members.lastKey().compareTo(name) >= 0) {
      at = start;
      throw wrong("the member stands twice, or behind one that must follow it");
    }
    expect(':');
    members.put(name, value(depth + 1));
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        throw wrong("a control character must be escaped");
      }
      if (c == '\\') {
        out.append(escaped());
      } else {
        out.append(c);
        at++;
      }
    }
    expect('"');
    return out.toString();
  }

  /** The character of an escape that canonical JSON needs. */
  private char escaped() {
    for (char c = 0; c <= '\\'; c++) {
      String escape = escape(c);
      if (escape != null && text.startsWith(escape, at)) {
        at += escape.length();
        return c;
      }
    }
    throw wrong("no such escape is canonical");
  }

  private static @Nullable String escape(char c) {
    char letter = JsonText.shortEscape(c);
    if (letter != 0) {
      return "\\" + letter;
    }
    return c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : null;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : NONE;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("expected %s", c);
    }
    at++;
  }

  @FormatMethod
  private InvalidInput wrong(String format, Object... args) {
    int place = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
    return new InvalidInput(
        "%s is not canonical JSON: byte %d: %s.",
        what, place, String.format(Locale.ROOT, format, args));
  }

  private static String decoded(String what, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      CharBuffer out = decoder.decode(in);
      return out.toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInput("%s is not canonical JSON: byte %d: not UTF-8.", what, in.position());
    }
  }
}
