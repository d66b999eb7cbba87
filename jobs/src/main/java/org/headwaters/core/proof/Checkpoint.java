package org.headwaters.core.proof;

import java.util.List;
import org.headwaters.core.InvalidInput;

/**
 * What a log says of itself at one moment (c2sp.org, tlog-checkpoint): its name, how many entries
 * it has, and the root over them.
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final int LINES = 3;

  public Checkpoint {
    NoteKey.checkName(origin);
    InvalidInput.check(
        size >= 0 && (size == 0) == root.equals(Hash.EMPTY),
        "Checkpoint of %s: %d entries cannot have the root %s.",
        origin,
        size,
        root);
  }

  /** The note's text. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * The signed note. The same key and checkpoint give the same bytes.
   *
   * @throws InvalidInput if the key bears another name than the log
   */
  public SignedNote sign(SigningKey key) {
    checkName(key.key());
    return SignedNote.of(text(), key);
  }

  /**
   * The checkpoint of a note that the log signed.
   *
   * @param what names the note in errors
   * @throws InvalidInput if the log did not sign it, or if it is no checkpoint of that log
   */
  public static Checkpoint open(String what, SignedNote note, NoteKey log) {
    note.check(log);
    Checkpoint checkpoint = claimed(what, note);
    checkpoint.checkName(log);
    return checkpoint;
  }

  /**
   * What a note says as long as nobody has checked who signed it: good for finding the entries that
   * tell which key that must be, and for nothing else.
   *
   * @param what names the note in errors
   * @throws InvalidInput if it is no checkpoint
   */
  public static Checkpoint claimed(String what, SignedNote note) {
    List<String> lines = note.text().lines().toList();
    InvalidInput.check(
        lines.size() == LINES,
        "%s: a checkpoint has %d lines of text, not %d.",
        what,
        LINES,
        lines.size());
    long size = Decimals.count(what + ", line 2", lines.get(1));
    Hash root = Base64Text.hash(what + ", line 3", lines.get(2));
    try {
      return new Checkpoint(lines.get(0), size, root);
    } catch (InvalidInput e) {
      throw new InvalidInput("%s: %s", what, String.valueOf(e.getMessage()));
    }
  }

  private void checkName(NoteKey log) {
    InvalidInput.check(
        log.name().equals(origin), "The key %s is not that of the log %s.", log, origin);
  }
}
