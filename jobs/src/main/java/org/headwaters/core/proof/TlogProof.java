package org.headwaters.core.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.InvalidInput;

/**
 * The file to hand to somebody with what it proves (c2sp.org, tlog-proof): where an entry stands in
 * a log, its siblings from the leaf up, and the log's checkpoint.
 *
 * @param extra text that whoever reads the proof may need; nobody vouches for it
 */
public record TlogProof(
    Optional<String> extra, long index, List<Hash> path, SignedNote checkpoint) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /** No tree of 2⁶³ entries has a longer path. */
  private static final int PATH_LIMIT = 63;

  public TlogProof {
    path = List.copyOf(path);
  }

  /** The file. */
  public byte[] bytes() {
    StringBuilder out = new StringBuilder(FIRST).append('\n');
    extra.ifPresent(
        text ->
            out.append(EXTRA)
                .append(Base64Text.of(text.getBytes(StandardCharsets.UTF_8)))
                .append('\n'));
    out.append(INDEX).append(index).append('\n');
    path.forEach(hash -> out.append(hash.base64()).append('\n'));
    return Ed25519.joined(
        out.append('\n').toString().getBytes(StandardCharsets.UTF_8), checkpoint.bytes());
  }

  /**
   * Reads such a file. Nothing has been checked yet.
   *
   * @param what names it in errors
   * @throws InvalidInput for anything else, with the line
   */
  public static TlogProof parse(String what, byte[] bytes) {
    // Bytes that are no UTF-8 are told at the end, by writing what was read.
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    InvalidInput.check(end >= 0, "%s: expected an empty line before the checkpoint.", what);
    List<String> lines = text.substring(0, end + 1).lines().toList();
    InvalidInput.check(lines.get(0).equals(FIRST), "%s, line 1: expected %s.", what, FIRST);
    int next = 1;
    Optional<String> extra = Optional.empty();
    if (next < lines.size() && lines.get(next).startsWith(EXTRA)) {
      byte[] more = Base64Text.bytes(what + ", line 2", lines.get(next).substring(EXTRA.length()));
      extra = Optional.of(new String(more, StandardCharsets.UTF_8));
      next++;
    }
    String place = what + ", line " + (next + 1);
    InvalidInput.check(
        next < lines.size() && lines.get(next).startsWith(INDEX),
        "%s: expected '%s' and a number.",
        place,
        INDEX);
    long index = Decimals.count(place, lines.get(next).substring(INDEX.length()));
    List<Hash> path = new ArrayList<>();
    for (next++; next < lines.size(); next++) {
      InvalidInput.check(path.size() < PATH_LIMIT, "%s: too many hashes.", what);
      path.add(Base64Text.hash(what + ", line " + (next + 1), lines.get(next)));
    }
    byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
    TlogProof proof =
        new TlogProof(extra, index, path, SignedNote.parse(what + ", checkpoint", note));
    InvalidInput.check(
        java.util.Arrays.equals(proof.bytes(), bytes),
        "%s is not written as a tlog-proof is: its bytes are not UTF-8.",
        what);
    return proof;
  }

  /**
   * The log's checkpoint, once it is sure that the entry is in that log.
   *
   * @param entry the entry's bytes
   * @throws InvalidInput if the log did not sign the checkpoint, or the entry does not stand there
   */
  public Checkpoint check(byte[] entry, NoteKey log) {
    Checkpoint opened = Checkpoint.open("checkpoint of " + log.name(), checkpoint, log);
    Inclusion.check(new Inclusion<>(index, opened.size(), path), Hash.ofLeaf(entry), opened.root());
    return opened;
  }
}
