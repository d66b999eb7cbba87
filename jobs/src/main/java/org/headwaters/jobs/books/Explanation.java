package org.headwaters.jobs.books;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.headwaters.core.answers.Branch;
import org.headwaters.core.lineage.Hop;
import org.headwaters.core.policy.Period;
import org.jspecify.annotations.Nullable;

/**
 * Why an amount of a booked period is what it is: its credits, the ways by which the money of each
 * came, what every step of them kept, and whose revenue it was. Persons stand in it by their
 * pseudonyms.
 *
 * @param subjectId as it is shown
 * @param micros the amount, which the ways sum to
 * @param credits what it is the sum of, the largest first
 * @param ways as a tree: the credit, then the assets from where the money came to back to the
 *     earner
 * @param steps every step of the ways once, in the order of the largest way that takes it
 * @param earners what became of the revenue of each before it went upstream
 * @param places where an amount at a source or asset went on to; empty for a holder's
 * @param basis what the period was booked from besides revenue: the policy, and which deliveries
 *     and contributions, by what they are of
 * @param incomplete why the ways do not tell all; empty if they do
 */
public record Explanation(
    Subject subject,
    Period period,
    String subjectId,
    String currency,
    BigInteger micros,
    List<Credit> credits,
    Branch ways,
    List<Hop> steps,
    List<Earner> earners,
    List<Place> places,
    Map<String, String> basis,
    List<String> incomplete) {

  /** Whose amount it is. */
  public enum Subject {
    /** What a holder is owed. */
    HOLDER,
    /** What a source is credited with. */
    SOURCE,
    /** What comes to an asset. */
    ASSET
  }

  /** Copies. */
  public Explanation {
    credits = List.copyOf(credits);
    steps = List.copyOf(steps);
    earners = List.copyOf(earners);
    places = List.copyOf(places);
    basis = Map.copyOf(basis);
    incomplete = List.copyOf(incomplete);
  }

  /** Whether the ways tell all. */
  public boolean complete() {
    return incomplete.isEmpty();
  }

  /**
   * A part of the amount that came for one reason.
   *
   * @param sourceId null for an asset
   * @param originId the data set, asset or earner
   * @param claimId by which a holder has it
   * @param positiveMicros of it, what was earned; the rest was refunded
   * @param weight of the source among all of the data set's, and their total; 0 where nothing is
   *     divided by weights
   */
  public record Credit(
      @Nullable String sourceId,
      String originId,
      @Nullable String part,
      @Nullable String claimId,
      BigInteger positiveMicros,
      BigInteger negativeMicros,
      long weight,
      long weightTotal) {
    /** Both signs added. */
    public BigInteger micros() {
      return positiveMicros.add(negativeMicros);
    }

    Credit weighed(long of, long total) {
      return new Credit(
          sourceId, originId, part, claimId, positiveMicros, negativeMicros, of, total);
    }
  }

  /** An earner's revenue: what stayed with it, went to funds, and went on. */
  public record Earner(String earnerId, long retainedMicros, long fundsMicros, long onMicros) {}

  /**
   * A part of an amount and where it is.
   *
   * @param place a bucket or a kind of flow
   * @param detail whose it is, or why it waits; empty where the place says all
   */
  public record Place(String place, String detail, BigInteger micros) {}
}
