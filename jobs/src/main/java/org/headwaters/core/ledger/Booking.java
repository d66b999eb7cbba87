package org.headwaters.core.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.JsonFields;

/**
 * One booking: the single row that makes a run's results current for its period. Bookings form a
 * chain, each naming the one before it, and what a booking says is fixed by its id.
 *
 * @param seq 1 for the lake's first booking, then one more each time
 * @param previous the booking_id before it; empty for the first
 * @param kind what is booked, such as {@link #SETTLE}
 * @param periods the months it books, as {@code 2026-09}, in order
 * @param runIds the run whose results it makes current, one a period
 * @param policies name, version and SHA-256 of the policy, one a period
 * @param methodVersions of contributions, flows and claims, such as {@code flows 2}
 * @param reason why a period is booked again; empty for its first booking
 * @param acceptedRejects what was left out knowingly: rows and amounts by currency and reason
 * @param tablesRoot the root over every table that the booking rests on or makes current, in hex
 */
public record Booking(
    long seq,
    String previous,
    String kind,
    List<String> periods,
    List<String> runIds,
    List<String> policies,
    List<String> methodVersions,
    String reason,
    List<String> acceptedRejects,
    String tablesRoot,
    PeriodTotals totals) {
  /** The money path of a period. */
  public static final String SETTLE = "settle";

  /** What today's claims change of a period that is booked. */
  public static final String CLAIM = "claim";

  /** What waited too long, came in, arrived or came back: of a period that is booked. */
  public static final String LATER = "later";

  /** What is paid to holders and funds, of all months together. */
  public static final String PAYOUT = "payout";

  /** From here on a period is settled again only after it was reopened. */
  public static final String CLOSE = "close";

  /** A closed period may be settled again. */
  public static final String REOPEN = "reopen";

  private static final List<String> MEMBERS =
      List.of(
          "seq",
          "previous",
          "kind",
          "periods",
          "run_ids",
          "policies",
          "method_versions",
          "reason",
          "accepted_rejects",
          "tables_root",
          "gross_micros",
          "retained_micros",
          "funds_micros",
          "payable_micros",
          "unclaimed_micros",
          "on_hold_micros",
          "undisclosed_micros");

  public Booking {
    periods = List.copyOf(periods);
    runIds = List.copyOf(runIds);
    policies = List.copyOf(policies);
    methodVersions = List.copyOf(methodVersions);
    acceptedRejects = List.copyOf(acceptedRejects);
    Breach.check(
        !periods.isEmpty() && periods.size() == runIds.size() && runIds.size() == policies.size(),
        "Booking %d is of the periods %s, but names the runs %s and the policies %s.",
        seq,
        periods,
        runIds,
        policies);
  }

  /** Whether it says which run of its period counts, and how its money is divided. */
  public boolean divides() {
    return kind.equals(SETTLE) || kind.equals(CLAIM) || kind.equals(LATER);
  }

  /** The period of a booking of one. */
  public String period() {
    return only(periods);
  }

  /** The run of a booking of one period. */
  public String runId() {
    return only(runIds);
  }

  private String only(List<String> values) {
    Breach.check(values.size() == 1, "Booking %d is of the periods %s, not of one.", seq, periods);
    return values.get(0);
  }

  /** A policy as a booking names it: name, version, hash. */
  public static String named(Policy policy) {
    return policy.name() + " " + policy.version() + " " + policy.hash();
  }

  /** The one of these policies that a booking of one period was made by; empty if none is. */
  public Optional<Policy> policyAmong(Collection<Policy> known) {
    String name = only(policies);
    return known.stream().filter(policy -> named(policy).equals(name)).findFirst();
  }

  /**
   * The same.
   *
   * @throws UsageError if none is
   */
  public Policy policyOf(Collection<Policy> known) {
    return policyAmong(known)
        .orElseThrow(
            () ->
                new UsageError(
                    "Cannot find the policy of %s: it was booked by %s, and no policy that the"
                        + " settings name is that one. Name its file there again.",
                    period(), only(policies)));
  }

  /** SHA-256 of {@link #json}, in hex: nothing that a booking says can be changed or moved. */
  public String bookingId() {
    return Hash.of(json().bytes()).hex();
  }

  /**
   * The booking that an entry of the history is.
   *
   * @param what names the entry in errors
   * @throws InvalidInput for any other bytes than those of {@link #json}
   */
  public static Booking parse(String what, byte[] entry) {
    Json json = Json.parse(what, entry);
    JsonFields fields = JsonFields.of(what, json, MEMBERS.toArray(new String[0]));
    Booking booking =
        new Booking(
            fields.number("seq"),
            fields.text("previous"),
            fields.text("kind"),
            fields.texts("periods"),
            fields.texts("run_ids"),
            fields.texts("policies"),
            fields.texts("method_versions"),
            fields.text("reason"),
            fields.texts("accepted_rejects"),
            fields.text("tables_root"),
            new PeriodTotals(
                fields.signed("gross_micros"),
                fields.signed("retained_micros"),
                fields.signed("funds_micros"),
                fields.signed("payable_micros"),
                fields.signed("unclaimed_micros"),
                fields.signed("on_hold_micros"),
                fields.signed("undisclosed_micros")));
    InvalidInput.check(
        booking.json().equals(json), "%s: not written as bookings are written.", what);
    return booking;
  }

  /** All that it says, as texts by column; when it was booked is told beside it, and is no part. */
  public Json json() {
    Map<String, Json> members = new TreeMap<>();
    members.put("seq", Json.text(seq));
    members.put("previous", Json.text(previous));
    members.put("kind", Json.text(kind));
    members.put("periods", Json.texts(periods));
    members.put("run_ids", Json.texts(runIds));
    members.put("policies", Json.texts(policies));
    members.put("method_versions", Json.texts(methodVersions));
    members.put("reason", Json.text(reason));
    members.put("accepted_rejects", Json.texts(acceptedRejects));
    members.put("tables_root", Json.text(tablesRoot));
    members.put("gross_micros", Json.text(totals.grossMicros()));
    members.put("retained_micros", Json.text(totals.retainedMicros()));
    members.put("funds_micros", Json.text(totals.fundsMicros()));
    members.put("payable_micros", Json.text(totals.payableMicros()));
    members.put("unclaimed_micros", Json.text(totals.unclaimedMicros()));
    members.put("on_hold_micros", Json.text(totals.onHoldMicros()));
    members.put("undisclosed_micros", Json.text(totals.undisclosedMicros()));
    return Json.object(members);
  }
}
