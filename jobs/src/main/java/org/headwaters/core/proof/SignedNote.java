package org.headwaters.core.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.headwaters.core.InvalidInput;

/**
 * A text with signatures below it (c2sp.org, signed-note). What stands in the text counts only once
 * a key that the reader already has is seen to have signed it. Immutable.
 */
public final class SignedNote {
  /** More signatures than any log has witnesses. */
  static final int SIGNATURES_LIMIT = 100;

  private final String what;
  private final String text;
  private final List<NoteSignature> signatures;

  private SignedNote(String what, String text, List<NoteSignature> signatures) {
    this.what = what;
    this.text = text;
    this.signatures = List.copyOf(signatures);
  }

  /** A note that this key signs; the text ends with a newline. */
  public static SignedNote of(String text, SigningKey key) {
    return parse(
        "note", (text + "\n" + key.sign(text).line() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a note. Nobody's signature has been checked yet.
   *
   * @param what names the note in errors
   * @throws InvalidInput for bytes that are no note, with the line
   */
  public static SignedNote parse(String what, byte[] bytes) {
    String all = decoded(what, bytes);
    int end = all.lastIndexOf("\n\n");
    InvalidInput.check(
        end >= 0 && all.endsWith("\n"),
        "%s is no signed note: expected a text, an empty line, and signatures.",
        what);
    String text = all.substring(0, end + 1);
    List<NoteSignature> signatures = new ArrayList<>();
    long line = text.lines().count() + 1;
    for (String signature : all.substring(end + 2).lines().toList()) {
      line++;
      signatures.add(NoteSignature.parse(what + ", line " + line, signature));
    }
    InvalidInput.check(!signatures.isEmpty(), "%s has no signature.", what);
    InvalidInput.check(
        signatures.size() <= SIGNATURES_LIMIT,
        "%s has %d signatures; at most %d are read.",
        what,
        signatures.size(),
        SIGNATURES_LIMIT);
    return new SignedNote(what, text, signatures);
  }

  private static String decoded(String what, byte[] bytes) {
    int line = 1;
    for (int at = 0; at < bytes.length; at++) {
      InvalidInput.check(
          bytes[at] < 0 || bytes[at] >= ' ' || bytes[at] == '\n',
          "%s, line %d: byte %d is a control character.",
          what,
          line,
          at);
      line += bytes[at] == '\n' ? 1 : 0;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInput("%s: byte %d: not UTF-8.", what, in.position());
    }
  }

  /** The signed text. Not to be believed before {@link #check}. */
  public String text() {
    return text;
  }

  /** The whole note, byte for byte as it was read. */
  public byte[] bytes() {
    StringBuilder all = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> all.append(signature.line()).append('\n'));
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** This note with one more signature below the others: what a witness hands back. */
  public SignedNote cosigned(SigningKey witness, long time) {
    return new SignedNote(
        what,
        text,
        Stream.concat(signatures.stream(), Stream.of(witness.cosign(text, time))).toList());
  }

  /**
   * Throws unless the log's key signed the text.
   *
   * @throws InvalidInput if it did not, or if a signature that bears its name and id is wrong
   */
  public void check(NoteKey log) {
    InvalidInput.check(signedBy(log), "%s is not signed by %s.", what, log);
  }

  /** Whether the log's key signed the text; a wrong signature of it is an error. */
  public boolean signedBy(NoteKey log) {
    InvalidInput.check(log.use() == NoteKey.Use.NOTE, "The key %s signs no notes.", log);
    boolean signed = false;
    for (int i = 0; i < signatures.size(); i++) {
      NoteSignature signature = signatures.get(i);
      if (signature.isOf(log)) {
        checkRight(log, i, text, signature.bytes());
        signed = true;
      }
    }
    return signed;
  }

  /**
   * When a witness signed the text, in seconds since 1970: the last time, if it signed more than
   * once; empty if it did not.
   *
   * @throws InvalidInput if a signature that bears its name and id is wrong
   */
  public OptionalLong cosignedAt(NoteKey witness) {
    InvalidInput.check(
        witness.use() == NoteKey.Use.COSIGNATURE, "The key %s makes no cosignatures.", witness);
    OptionalLong last = OptionalLong.empty();
    for (int i = 0; i < signatures.size(); i++) {
      NoteSignature signature = signatures.get(i);
      if (signature.isOf(witness)) {
        byte[] bytes = signature.bytes();
        InvalidInput.check(
            bytes.length == Long.BYTES + Ed25519.SIGNATURE_LENGTH,
            "%s: a cosignature has %d bytes, not %d.",
            place(i),
            Long.BYTES + Ed25519.SIGNATURE_LENGTH,
            bytes.length);
        long time = ByteBuffer.wrap(bytes).getLong();
        InvalidInput.check(time >= 0, "%s: a time beyond 2^63 - 1.", place(i));
        checkRight(
            witness, i, cosigned(text, time), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
        last = OptionalLong.of(Math.max(time, last.orElse(0)));
      }
    }
    return last;
  }

  /** What a witness signs. */
  static String cosigned(String text, long time) {
    return "cosignature/v1\ntime " + time + "\n" + text;
  }

  private void checkRight(NoteKey key, int signature, String message, byte[] bytes) {
    InvalidInput.check(
        key.verifies(message.getBytes(StandardCharsets.UTF_8), bytes),
        "%s: the signature of %s is wrong: the text or the signature was changed.",
        place(signature),
        key);
  }

  private String place(int signature) {
    return what + ", line " + (text.lines().count() + 2 + signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedNote that && Arrays.equals(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
