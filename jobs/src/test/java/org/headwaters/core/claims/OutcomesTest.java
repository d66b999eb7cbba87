package org.headwaters.core.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.source.SourceId;
import org.junit.jupiter.api.Test;

final class OutcomesTest {
  @Test
  void areTheCreditAndOfItsSignOrNothingIsBooked() {
    Credit credit = new Credit(SourceId.parse("domain:x.org"), "d", CreditPart.DOCUMENTS, 5, 1, 0);
    assertThatThrownBy(() -> new Outcomes().rows(credit))
        .isInstanceOf(Breach.class)
        .hasMessage("Outcomes of a credit of d documents sum to 0 micros, the credit is 5.");
    Outcomes otherSign = new Outcomes();
    otherSign.unclaimed(6);
    otherSign.onHold(HoldReason.ASSERTED, -1);
    assertThatThrownBy(() -> otherSign.rows(credit))
        .isInstanceOf(Breach.class)
        .hasMessage(
            "An outcome of a credit of d documents is -1 micros, the credit is 5: their signs"
                + " differ.");
    Outcomes twice = new Outcomes();
    twice.unclaimed(5);
    twice.onHold(HoldReason.ASSERTED, 5);
    assertThatThrownBy(() -> twice.rows(credit)).hasMessageContaining("sum to 10 micros");
  }

  @Test
  void readsWordsAndKnowsNoOthers() {
    assertThat(HoldReason.of("over_claim")).isEqualTo(HoldReason.OVER_CLAIM);
    assertThat(CreditPart.of("licence_fee")).isEqualTo(CreditPart.LICENCE_FEE);
    assertThatThrownBy(() -> HoldReason.of("lost"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("There is no reason of money on hold 'lost'. Use one of asserted,");
    assertThatThrownBy(() -> CreditPart.of("Documents"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(
            "There is no part of a credit 'Documents'. Use one of documents, feedback,");
  }
}
