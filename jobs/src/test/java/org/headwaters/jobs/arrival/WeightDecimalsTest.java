package org.headwaters.jobs.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.headwaters.jobs.Deliverer;
import org.headwaters.tables.Derivations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares as tools write them come in whole. */
final class WeightDecimalsTest {
  @TempDir Path folder;

  @Test
  void aWeightKeepsTwentyDecimalsAndSaysWhatItWasWhereThatIsNotAll() {
    Deliverer deliverer = new Deliverer(folder);
    deliverer.deliver(
        Derivations.TABLE,
        deliverer.file(
            "derivations.csv",
            "child_id,parent_id,relation,weight,weight_given\n"
                + "model:a,model:b,finetune,0.029411764705882353,as it likes\n"
                + "model:a,model:c,finetune,1.5E-9,\n"
                + "model:a,model:d,finetune,0.000000000000000000015,\n"
                + "model:a,model:e,finetune,0.000000000000000000025,\n"
                + "model:a,model:f,finetune,0.1000000000000000000000,\n"
                + "model:a,model:g,finetune,999999999999999999,\n"
                + "model:a,model:h,finetune,1e18,\n"
                + "model:a,model:i,finetune,-1e-30,\n"
                + "model:a,model:j,finetune,NaN,\n"));
    assertThat(
            deliverer.rejects().stream()
                .map(line -> line.replaceFirst("^[^|]*[|] ", ""))
                .map(line -> line.replaceFirst(" [|] [^|]*$", "")))
        .containsExactlyInAnyOrder(
            "8 | weight | 1e18 | is_a_decimal", "10 | weight | NaN | is_a_decimal");
    assertThat(
            deliverer
                .current(Derivations.TABLE)
                .orderBy(Derivations.PARENT_ID)
                .select(Derivations.WEIGHT, Derivations.WEIGHT_GIVEN)
                .collectAsList()
                .stream()
                .map(row -> row.getDecimal(0).toPlainString() + " " + row.getString(1)))
        .containsExactly(
            "0.02941176470588235300 null",
            "0.00000000150000000000 null",
            "0.00000000000000000002 0.000000000000000000015",
            "0.00000000000000000002 0.000000000000000000025",
            "0.10000000000000000000 null",
            "999999999999999999.00000000000000000000 null",
            "0.00000000000000000000 -1e-30");
  }
}
