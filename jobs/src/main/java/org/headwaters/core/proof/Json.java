package org.headwaters.core.proof;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;

/**
 * A JSON value of texts, arrays and objects only, which has one canonical text (RFC 8785). Numbers
 * are texts too, so that no reader rounds them; what is missing is a member that is not there,
 * never {@code null}. Immutable.
 */
public sealed interface Json {
  /** Arrays and objects may be nested this deep. */
  int DEPTH_LIMIT = 64;

  /** A text of whole characters: no half of a surrogate pair. */
  record Text(String value) implements Json {
    public Text {
      JsonText.check(value);
    }
  }

  /** Values in a meant order. */
  record Array(List<Json> items) implements Json {
    public Array {
      items = List.copyOf(items);
    }
  }

  /** Values by name, in the order of the names' UTF-16 code units, as RFC 8785 wants it. */
  record Members(SortedMap<String, Json> members) implements Json {
    public Members {
      members.keySet().forEach(JsonText::check);
      members = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(members)));
    }
  }

  /** A text. */
  static Json text(String value) {
    return new Text(value);
  }

  /** A whole number, as its decimal text. */
  static Json text(long value) {
    return new Text(Long.toString(value));
  }

  /** An array of texts. */
  static Json texts(List<String> values) {
    return new Array(values.stream().map(Json::text).toList());
  }

  /** An object; the map's own order does not matter. */
  static Json object(Map<String, ? extends Json> members) {
    return new Members(new TreeMap<>(members));
  }

  /**
   * The one value that these bytes are the canonical text of.
   *
   * @param what names the bytes in the error, such as {@code proof.json}
   * @throws InvalidInput for any other bytes, with the place
   */
  static Json parse(String what, byte[] canonical) {
    return new JsonReader(what, canonical).read();
  }

  /** The canonical text. */
  default String canonical() {
    StringBuilder out = new StringBuilder();
    JsonText.write(this, out, 0);
    return out.toString();
  }

  /** The canonical text's UTF-8 bytes: what is hashed and signed. */
  default byte[] bytes() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }
}
