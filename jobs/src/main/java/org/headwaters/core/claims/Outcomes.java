package org.headwaters.core.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.Breach;
import org.headwaters.core.ledger.Bucket;
import org.jspecify.annotations.Nullable;

/** The outcomes of one credit while they are found; those of the same kind are added up. */
final class Outcomes {
  private final Map<Outcome, Long> amounts = new LinkedHashMap<>();

  void payable(String holderId, String claimId, long micros) {
    add(new Outcome(Bucket.PAYABLE, holderId, claimId, null, 0), micros);
  }

  void unclaimed(long micros) {
    add(new Outcome(Bucket.UNCLAIMED, null, null, null, 0), micros);
  }

  void onHold(HoldReason reason, long micros) {
    onHold(null, null, reason, micros);
  }

  void onHold(@Nullable String holderId, @Nullable String claimId, HoldReason reason, long micros) {
    add(new Outcome(Bucket.ON_HOLD, holderId, claimId, reason, 0), micros);
  }

  private void add(Outcome row, long micros) {
    amounts.merge(row, micros, Math::addExact);
  }

  /** All rows, none of 0; Breach unless they sum to the credit and each has its sign. */
  List<Outcome> rows(Credit credit) {
    List<Outcome> rows = new ArrayList<>();
    long sum = 0;
    for (Map.Entry<Outcome, Long> entry : amounts.entrySet()) {
      Outcome row = entry.getKey();
      long micros = entry.getValue();
      sum = Math.addExact(sum, micros);
      if (micros != 0) {
        Breach.check(
            Long.signum(micros) == Long.signum(credit.amountMicros()),
            "An outcome of a credit of %s %s is %s micros, the credit is %s: their signs differ.",
            credit.origin(),
            credit.part().key(),
            micros,
            credit.amountMicros());
        rows.add(new Outcome(row.bucket(), row.holderId(), row.claimId(), row.reason(), micros));
      }
    }
    Breach.check(
        sum == credit.amountMicros(),
        "Outcomes of a credit of %s %s sum to %s micros, the credit is %s.",
        credit.origin(),
        credit.part().key(),
        sum,
        credit.amountMicros());
    return rows;
  }
}
