package org.headwaters.core.proof;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.headwaters.core.InvalidInput;

/**
 * One line of signature below a note, whoever made it.
 *
 * @param id the key's id
 * @param bytes what the key made; its form is the key's affair
 */
@SuppressWarnings("ArrayRecordComponent") // Copied when made; never compared.
record NoteSignature(String name, int id, byte[] bytes) {
  private static final String DASH = "\u2014 ";

  NoteSignature {
    NoteKey.checkName(name);
    bytes = bytes.clone();
  }

  static NoteSignature parse(String what, String line) {
    InvalidInput.check(line.startsWith(DASH), "%s: a signature begins with '%s'.", what, DASH);
    int blank = line.indexOf(' ', DASH.length());
    InvalidInput.check(blank > 0, "%s: expected a name, a blank and a signature.", what);
    byte[] all = Base64Text.bytes(what, line.substring(blank + 1));
    InvalidInput.check(all.length > Integer.BYTES, "%s: a signature of no bytes.", what);
    String name = line.substring(DASH.length(), blank);
    InvalidInput.check(NoteKey.isName(name), "%s: '%s' cannot name a key.", what, name);
    return new NoteSignature(
        name, ByteBuffer.wrap(all).getInt(), Arrays.copyOfRange(all, Integer.BYTES, all.length));
  }

  String line() {
    byte[] start = ByteBuffer.allocate(Integer.BYTES).putInt(id).array();
    return DASH + name + " " + Base64Text.of(Ed25519.joined(start, bytes));
  }

  boolean isOf(NoteKey key) {
    return name.equals(key.name()) && id == key.id();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that && line().equals(that.line());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, id);
  }
}
