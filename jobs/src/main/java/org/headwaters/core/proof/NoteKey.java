package org.headwaters.core.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.core.InvalidInput;

/**
 * The public key of a log or of a witness, with the name that its signatures bear (c2sp.org,
 * signed-note). Immutable.
 */
public final class NoteKey {
  /** What a key signs. */
  public enum Use {
    /** The text of a note as it is. */
    NOTE(1),
    /** A checkpoint, with the time at which it was seen. */
    COSIGNATURE(4);

    private final byte type;

    Use(int type) {
      this.type = (byte) type;
    }
  }

  private static final Pattern VKEY = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([^ ]+)");

  private final String name;
  private final Use use;
  private final byte[] publicKey;

  NoteKey(String name, Use use, byte[] publicKey) {
    checkName(name);
    this.name = name;
    this.use = use;
    this.publicKey = publicKey.clone();
  }

  /**
   * Reads a vkey: name, + and 8 hex digits of the key's id, + and base64 of its type and bytes.
   *
   * @throws InvalidInput for anything else, also if the id is another key's
   */
  public static NoteKey parse(String vkey) {
    Matcher parts = VKEY.matcher(vkey);
    InvalidInput.check(
        parts.matches(), "Not a vkey: '%s'. Write name+8 hex digits+base64 of the key.", vkey);
    byte[] typed = Base64Text.bytes("vkey " + vkey, parts.group(3));
    InvalidInput.check(
        typed.length == 1 + Ed25519.KEY_LENGTH,
        "vkey %s: a key of %d bytes; Ed25519 has %d and its type.",
        vkey,
        typed.length,
        Ed25519.KEY_LENGTH);
    NoteKey key =
        new NoteKey(
            parts.group(1), use(vkey, typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    InvalidInput.check(
        key.idHex().equals(parts.group(2)),
        "vkey %s: its id is %s, which is not %s.",
        vkey,
        parts.group(2),
        key.idHex());
    return key;
  }

  private static Use use(String vkey, byte type) {
    for (Use use : Use.values()) {
      if (use.type == type) {
        return use;
      }
    }
    throw new InvalidInput(
        "vkey %s: keys of type %d are not known here; 1 (Ed25519) and 4 (cosignature) are.",
        vkey, type);
  }

  static void checkName(String name) {
    InvalidInput.check(isName(name), "'%s' cannot name a key: no blanks, no +.", name);
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .noneMatch(
                c ->
                    c == '+'
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c));
  }

  public String name() {
    return name;
  }

  public Use use() {
    return use;
  }

  /** The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key). */
  public int id() {
    byte[] hash =
        Hash.of((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {use.type}, publicKey)
            .bytes();
    return ByteBuffer.wrap(hash).getInt();
  }

  private String idHex() {
    return HexFormat.of().toHexDigits(id());
  }

  /** The key as one line, to be handed to whoever checks. */
  public String vkey() {
    return vkey(name, id(), use, publicKey);
  }

  static String vkey(String name, int id, Use use, byte[] key) {
    return name
        + "+"
        + HexFormat.of().toHexDigits(id)
        + "+"
        + Base64Text.of(Ed25519.joined(new byte[] {use.type}, key));
  }

  boolean verifies(byte[] message, byte[] signature) {
    return Ed25519.verify(publicKey, message, signature);
  }

  boolean sameBytes(NoteKey other) {
    return Arrays.equals(publicKey, other.publicKey);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey that && vkey().equals(that.vkey());
  }

  @Override
  public int hashCode() {
    return id();
  }

  /** The vkey. */
  @Override
  public String toString() {
    return vkey();
  }
}
