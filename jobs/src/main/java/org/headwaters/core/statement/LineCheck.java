package org.headwaters.core.statement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.claims.ClaimPatterns;
import org.headwaters.core.claims.ClaimResolver;
import org.headwaters.core.claims.Credit;
import org.headwaters.core.claims.Outcome;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.proof.ContributionLeaf;
import org.headwaters.core.proof.JsonFields;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.SumProof;
import org.headwaters.core.proof.Sums;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.source.SourceId;

/**
 * Makes a line's amount again: what reached the data set, the source's part of it by weight, and
 * what the claims make of that.
 */
final class LineCheck {
  private static final String WEIGHT_REFUSED = "weight_refused";

  private final String holderId;
  private final Map<List<String>, ShownInflow> inflows;
  private final ShownClaims claims;
  private final ClaimPatterns patterns;
  private final ClaimResolver resolver;

  LineCheck(
      String holderId,
      Map<List<String>, ShownInflow> inflows,
      ShownClaims claims,
      ClaimPatterns patterns,
      ClaimResolver resolver) {
    this.holderId = holderId;
    this.inflows = inflows;
    this.claims = claims;
    this.patterns = patterns;
    this.resolver = resolver;
  }

  /**
   * Looks at one line.
   *
   * @return whether all of it follows; false where measured outputs divide the part, for which
   *     there is no proof
   * @throws InvalidInput naming what does not follow
   */
  boolean holds(LineProof line) {
    ShownInflow inflow = inflows.get(List.of(line.originId(), line.part()));
    if (inflow == null) {
      throw new InvalidInput("%s: nothing shows what reached it.", line.told());
    }
    CreditPart part = CreditPart.of(line.part());
    return switch (part) {
      case OUTPUT_ATTRIBUTIONS -> false;
      case LINEAGE -> throw new InvalidInput("%s: nobody is paid for it.", line.told());
      case DOCUMENTS, FEEDBACK, OWN, LICENCE_FEE -> {
        SortedMap<String, Long> made = made(line, part, inflow);
        InvalidInput.check(
            made.equals(line.micros()),
            "%s: weight and claims make %s micros, by claim, but the statement says %s.",
            line.told(),
            made,
            line.micros());
        yield true;
      }
    };
  }

  private SortedMap<String, Long> made(LineProof line, CreditPart part, ShownInflow inflow) {
    Map<String, SourceId> shown = patterns(line);
    SourceId source = Objects.requireNonNull(shown.get(line.sourceId()));
    SortedMap<String, Long> made = new TreeMap<>();
    for (Credit credit : credits(line, part, inflow, source)) {
      for (Outcome outcome : resolver.outcomes(credit, claims.on(shown))) {
        String claim = outcome.claimId();
        if (outcome.bucket() == Bucket.PAYABLE
            && holderId.equals(outcome.holderId())
            && claim != null) {
          made.merge(claim, outcome.amountMicros(), Math::addExact);
        }
      }
    }
    made.values().removeIf(micros -> micros == 0);
    return made;
  }

  /** What the source is credited with, each sign by itself. */
  private static List<Credit> credits(
      LineProof line, CreditPart part, ShownInflow inflow, SourceId source) {
    List<Credit> credits = new ArrayList<>();
    if (part == CreditPart.OWN || part == CreditPart.LICENCE_FEE) {
      for (long micros : inflow.of(Optional.of(line.sourceId()))) {
        credits.add(new Credit(source, line.originId(), part, micros, 0, 0));
      }
      return credits;
    }
    RowProof tree =
        inflow.tree().orElseThrow(() -> new InvalidInput("%s: no tree of weights.", line.told()));
    LeafProof leaf =
        line.contribution()
            .orElseThrow(() -> new InvalidInput("%s: no weight is shown.", line.told()));
    SumProof.Place place = place(line, tree, leaf);
    long weight = whole(leaf.leaf().sums());
    long refused = JsonFields.signed(WEIGHT_REFUSED, leaf.said(WEIGHT_REFUSED));
    for (long micros : inflow.of(Optional.empty())) {
      long amount = Apportionment.part(micros, whole(place.before()), weight, whole(place.total()));
      if (amount != 0) {
        credits.add(new Credit(source, line.originId(), part, amount, weight, refused));
      }
    }
    return credits;
  }

  private static SumProof.Place place(LineProof line, RowProof tree, LeafProof leaf) {
    String of = ContributionLeaf.tree(tree.said("contributions_id"), tree.said("part"));
    TableRoot root = ShownInflow.root(tree);
    SumProof.Place place;
    try {
      place = leaf.check(SumLeaf.Kind.CONTRIBUTIONS, of, root);
    } catch (InvalidInput e) {
      throw new InvalidInput("%s: %s", line.told(), String.valueOf(e.getMessage()));
    }
    InvalidInput.check(
        leaf.said("source_id").equals(line.sourceId()),
        "%s: the weight that is shown is that of %s.",
        line.told(),
        leaf.said("source_id"));
    InvalidInput.check(
        whole(place.total()) == tree.number("weight"),
        "%s: the weights add up to %s, but %s was booked.",
        line.told(),
        place.total().each(),
        tree.said("weight"));
    return place;
  }

  private static long whole(Sums sums) {
    BigInteger sum = sums.each().get(0);
    InvalidInput.check(
        sums.each().size() == 1 && sum.bitLength() < Long.SIZE,
        "%s is no weight of a source.",
        sums.each());
    return sum.longValueExact();
  }

  /**
   * Patterns that may match the source, as shown, and as they would be if pseudonyms told which
   * path lies under which: {@code path:host/~long} under {@code path:host/~short} is read as {@code
   * path:host/~short/~long}.
   */
  private Map<String, SourceId> patterns(LineProof line) {
    Map<String, SourceId> shown = new LinkedHashMap<>();
    SourceId given = SourceId.parse(line.sourceId());
    StringBuilder path = new StringBuilder("path:").append(given.host());
    for (String cover : line.covers()) {
      shown.put(cover, under(line, path, SourceId.parse(cover)));
    }
    SourceId source = line.covers().isEmpty() ? given : under(line, path, given);
    shown.put(line.sourceId(), source);
    for (String candidate : patterns.candidates(source)) {
      SourceId pattern = SourceId.parse(candidate);
      if (!shown.containsValue(pattern)) {
        shown.put(candidate, pattern);
      }
    }
    return shown;
  }

  private static SourceId under(LineProof line, StringBuilder path, SourceId next) {
    String host = String.valueOf(next.host());
    InvalidInput.check(
        next.kind() == SourceId.Kind.PATH
            && path.toString().startsWith("path:" + host)
            && next.rest().length() > host.length(),
        "%s: %s cannot cover it.",
        line.told(),
        next);
    return SourceId.parse(path.append(next.rest().substring(host.length())).toString());
  }
}
