package org.headwaters.core.proof;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.InvalidInput;

/**
 * An entry of the history by which the log's key hands over to another. Whoever has the first key
 * thereby gets to the key of today, and a key that changed without such an entry is refused.
 *
 * @param at the entry's own index, so that it cannot be used at another place
 * @param from the key until then; it signed the entry
 * @param to the key that signs from then on
 */
public record KeyChange(long at, NoteKey from, NoteKey to, String signature) {
  private static final String AT = "at";
  private static final String FROM = "from";
  private static final String SIGNATURE = "signature";
  private static final String TO = "key_change";

  /** The change at a place of the history, signed by the old key. */
  public static KeyChange of(long at, SigningKey from, NoteKey to) {
    byte[] signature = from.signBytes(message(at, from.key(), to));
    return new KeyChange(at, from.key(), to, Base64Text.of(signature)).checked();
  }

  /** The entry: canonical JSON. */
  public byte[] entry() {
    return Json.object(
            Map.of(
                AT, Json.text(at),
                FROM, Json.text(from.vkey()),
                TO, Json.text(to.vkey()),
                SIGNATURE, Json.text(signature)))
        .bytes();
  }

  /**
   * The change that an entry makes; empty for an entry that is about something else.
   *
   * @param index the entry's place
   * @throws InvalidInput if the entry is not canonical JSON, or is a change that is not whole, not
   *     of this place, or not signed by the old key
   */
  public static Optional<KeyChange> of(long index, byte[] entry) {
    String what = "entry " + index;
    Json json = Json.parse(what, entry);
    if (!(json instanceof Json.Members object) || !object.members().containsKey(TO)) {
      return Optional.empty();
    }
    JsonFields fields = JsonFields.of(what, json, AT, FROM, TO, SIGNATURE);
    KeyChange change =
        new KeyChange(
                fields.number(AT),
                NoteKey.parse(fields.text(FROM)),
                NoteKey.parse(fields.text(TO)),
                fields.text(SIGNATURE))
            .checked();
    InvalidInput.check(
        change.at == index, "%s: a change of key that was signed for entry %d.", what, change.at);
    return Optional.of(change);
  }

  /**
   * The key that signs after all changes among the entries.
   *
   * @param first the key before any entry
   * @throws InvalidInput if a change is not made by the key of its time
   */
  public static NoteKey last(NoteKey first, Iterable<byte[]> entries) {
    NoteKey key = first;
    long index = 0;
    for (byte[] entry : entries) {
      Optional<KeyChange> change = of(index, entry);
      if (change.isPresent()) {
        InvalidInput.check(
            change.get().from.equals(key),
            "entry %d: the key %s hands over, but the log's key is %s.",
            index,
            change.get().from,
            key);
        key = change.get().to;
      }
      index++;
    }
    return key;
  }

  private KeyChange checked() {
    InvalidInput.check(
        from.use() == NoteKey.Use.NOTE
            && to.use() == NoteKey.Use.NOTE
            && from.name().equals(to.name())
            && !from.sameBytes(to),
        "entry %d: %s cannot hand over to %s: give another key of the same log.",
        at,
        from,
        to);
    InvalidInput.check(
        from.verifies(
            message(at, from, to).getBytes(StandardCharsets.UTF_8),
            Base64Text.bytes("entry " + at + ", " + SIGNATURE, signature)),
        "entry %d: the signature of %s is wrong.",
        at,
        from);
    return this;
  }

  private static String message(long at, NoteKey from, NoteKey to) {
    return "headwaters-key-change/v1\n" + at + "\n" + from.vkey() + "\n" + to.vkey() + "\n";
  }
}
