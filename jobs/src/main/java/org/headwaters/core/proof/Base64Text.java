package org.headwaters.core.proof;

import java.util.Base64;
import org.headwaters.core.InvalidInput;

/** Base 64 of RFC 4648 §4 with one text for the same bytes: padded, without stray bits. */
final class Base64Text {
  private Base64Text() {}

  static String of(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The bytes of a text.
   *
   * @param what names the place in the error
   * @throws InvalidInput unless it is the one text of these bytes
   */
  static byte[] bytes(String what, String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("%s: not base64: '%s'.", what, text);
    }
    InvalidInput.check(of(bytes).equals(text), "%s: not base64: '%s'.", what, text);
    return bytes;
  }

  /** A hash as checkpoints write it. */
  static Hash hash(String what, String text) {
    byte[] bytes = bytes(what, text);
    InvalidInput.check(
        bytes.length == Hash.LENGTH,
        "%s: a hash has %d bytes, not %d.",
        what,
        Hash.LENGTH,
        bytes.length);
    return Hash.ofBytes(bytes);
  }
}
