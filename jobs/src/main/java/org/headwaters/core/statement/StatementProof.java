package org.headwaters.core.statement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.JsonFields;
import org.headwaters.core.proof.SignedNote;

/**
 * All that proves one holder's statement of one month: a file that its holder keeps, and checks
 * with one key and copies of what is published. It tells what the holder is told, and of others
 * what no proof can do without (docs/guides/payee.md).
 *
 * @param holderId as the books name the holder
 * @param checkpoint of the history when the file was made
 * @param policy the canonical text of the month's policy
 * @param bookings of the month, oldest first: those that touch the holder's account, and the one
 *     that the lines are of
 * @param claims every claim on the lines' sources
 * @param members of the communities among those who claim
 * @param lines what the month brings, by the claims of its last division
 */
public record StatementProof(
    String holderId,
    Period period,
    SignedNote checkpoint,
    String policy,
    List<BookingProof> bookings,
    List<OriginProof> origins,
    List<LeafProof> claims,
    List<RowProof> members,
    List<LineProof> lines) {
  private static final String FORMAT = "headwaters-statement-proof/v1";
  private static final String BOOKINGS = "bookings";
  private static final String CHECKPOINT = "checkpoint";
  private static final String CLAIMS = "claims";
  private static final String FORMAT_IS = "format";
  private static final String HOLDER = "holder_id";
  private static final String LINES = "lines";
  private static final String MEMBERS = "members";
  private static final String ORIGINS = "origins";
  private static final String PERIOD = "period";
  private static final String POLICY = "policy";

  public StatementProof {
    bookings = List.copyOf(bookings);
    origins = List.copyOf(origins);
    claims = List.copyOf(claims);
    members = List.copyOf(members);
    lines = List.copyOf(lines);
  }

  /**
   * The booking that the lines are of: the last that divides the month anew.
   *
   * @throws InvalidInput if the file has none
   */
  public BookingProof made() {
    return bookings.stream()
        .filter(each -> makes(each.booking()))
        .reduce((one, two) -> two)
        .orElseThrow(() -> new InvalidInput("The file holds no booking that divides %s.", period));
  }

  /** Whether a booking says anew how its month is divided. */
  static boolean makes(Booking booking) {
    return booking.divides() && !booking.kind().equals(Booking.LATER);
  }

  /** The file: canonical JSON. */
  public byte[] bytes() {
    return Json.object(
            Map.ofEntries(
                Map.entry(FORMAT_IS, Json.text(FORMAT)),
                Map.entry(HOLDER, Json.text(holderId)),
                Map.entry(PERIOD, Json.text(period.toString())),
                Map.entry(
                    CHECKPOINT, Json.text(new String(checkpoint.bytes(), StandardCharsets.UTF_8))),
                Map.entry(POLICY, Json.text(policy)),
                Map.entry(BOOKINGS, array(bookings, BookingProof::json)),
                Map.entry(ORIGINS, array(origins, OriginProof::json)),
                Map.entry(CLAIMS, array(claims, LeafProof::json)),
                Map.entry(MEMBERS, array(members, RowProof::json)),
                Map.entry(LINES, array(lines, LineProof::json))))
        .bytes();
  }

  /**
   * Reads such a file. Nothing has been checked yet.
   *
   * @param what names it in errors
   * @throws InvalidInput for anything else, with the place
   */
  public static StatementProof parse(String what, byte[] bytes) {
    JsonFields fields =
        JsonFields.of(
            what,
            Json.parse(what, bytes),
            BOOKINGS,
            CHECKPOINT,
            CLAIMS,
            FORMAT_IS,
            HOLDER,
            LINES,
            MEMBERS,
            ORIGINS,
            PERIOD,
            POLICY);
    InvalidInput.check(
        fields.text(FORMAT_IS).equals(FORMAT),
        "%s is of the format %s; this reads %s.",
        what,
        fields.text(FORMAT_IS),
        FORMAT);
    return new StatementProof(
        fields.text(HOLDER),
        period(what, fields.text(PERIOD)),
        SignedNote.parse(
            what + ", " + CHECKPOINT, fields.text(CHECKPOINT).getBytes(StandardCharsets.UTF_8)),
        fields.text(POLICY),
        list(what, fields, BOOKINGS, BookingProof::of),
        list(what, fields, ORIGINS, OriginProof::of),
        list(what, fields, CLAIMS, LeafProof::of),
        list(what, fields, MEMBERS, RowProof::of),
        list(what, fields, LINES, LineProof::of));
  }

  private static Period period(String what, String text) {
    try {
      return Period.parse(text);
    } catch (UsageError e) {
      throw new InvalidInput("%s: %s", what, String.valueOf(e.getMessage()));
    }
  }

  private static <T> Json array(List<T> items, Function<T, Json> json) {
    return new Json.Array(items.stream().map(json).toList());
  }

  private static <T> List<T> list(
      String what, JsonFields fields, String name, BiFunction<String, Json, T> reader) {
    List<T> items = new ArrayList<>();
    for (Json item : fields.array(name)) {
      items.add(reader.apply(what + ", " + name + " " + (items.size() + 1), item));
    }
    return items;
  }
}
