package org.headwaters.core.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.headwaters.core.InvalidInput;

/**
 * A secret key of Ed25519 and its name. Never shows its secret but where asked for the text of the
 * key file.
 */
public final class SigningKey {
  private static final String PREFIX = "PRIVATE+KEY+";

  private final byte[] seed;
  private final NoteKey key;

  /**
   * The key of these 32 bytes.
   *
   * @throws InvalidInput if they are not 32, or if the name cannot be one
   */
  public SigningKey(String name, NoteKey.Use use, byte[] seed) {
    InvalidInput.check(
        seed.length == Ed25519.KEY_LENGTH,
        "A secret key has %d bytes, not %d.",
        Ed25519.KEY_LENGTH,
        seed.length);
    this.seed = seed.clone();
    this.key = new NoteKey(name, use, Ed25519.publicKey(seed));
  }

  /**
   * Reads the text of a key file, as {@link #secretText} writes it.
   *
   * @throws InvalidInput for anything else; the message does not repeat the text
   */
  public static SigningKey parse(String text) {
    try {
      InvalidInput.check(text.startsWith(PREFIX), "no prefix");
      String rest = text.substring(PREFIX.length());
      int first = rest.indexOf('+');
      int second = rest.indexOf('+', first + 1);
      InvalidInput.check(first > 0 && second > 0, "no name");
      byte[] typed = Base64Text.bytes("key", rest.substring(second + 1));
      InvalidInput.check(typed.length == 1 + Ed25519.KEY_LENGTH, "length");
      for (NoteKey.Use use : NoteKey.Use.values()) {
        SigningKey key =
            new SigningKey(
                rest.substring(0, first), use, Arrays.copyOfRange(typed, 1, typed.length));
        if (key.secretText().equals(text)) {
          return key;
        }
      }
    } catch (InvalidInput secret) {
      // Said below without the text, which must not get into a log.
    }
    throw new InvalidInput(
        "This is no secret key. It must be one line, %sname+8 hex digits+base64.", PREFIX);
  }

  /** The text of the key file. Whoever has it can sign in this log's name. */
  public String secretText() {
    return PREFIX + NoteKey.vkey(key.name(), key.id(), key.use(), seed);
  }

  /** The public key. */
  public NoteKey key() {
    return key;
  }

  /** A signature over a note's text, as its line will hold it. */
  NoteSignature sign(String text) {
    return new NoteSignature(key.name(), key.id(), signBytes(text));
  }

  /**
   * A witness's signature over a checkpoint.
   *
   * @param time seconds since 1970 at which the witness saw it
   */
  NoteSignature cosign(String text, long time) {
    byte[] stamp = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
    return new NoteSignature(
        key.name(), key.id(), Ed25519.joined(stamp, signBytes(SignedNote.cosigned(text, time))));
  }

  byte[] signBytes(String text) {
    return Ed25519.sign(seed, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The public key. */
  @Override
  public String toString() {
    return "secret of " + key;
  }
}
