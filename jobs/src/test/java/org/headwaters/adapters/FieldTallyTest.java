package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FieldTallyTest {
  private static FieldCounts counts(String... passedOver) {
    FieldCounts counts = new FieldCounts();
    for (String path : passedOver) {
      counts.passedOver(path);
    }
    return counts;
  }

  @Test
  void aPartitionThatIsReadTwiceCountsOnceByItsFullestReading() {
    FieldTally tally = new FieldTally();
    tally.driver().passedOver("c");
    tally.add(new FieldTally.Part(0, counts("a")));
    FieldTally again = new FieldTally();
    again.add(new FieldTally.Part(0, counts("a", "b", "a")));
    again.add(new FieldTally.Part(1, counts("b")));
    tally.merge(again);
    tally.merge(again);
    tally.add(new FieldTally.Part(0, counts("a")));
    assertThat(tally.value().told()).isEqualTo("a 2, b 2, c 1");
    assertThat(tally.copy().value().told()).isEqualTo("a 2, b 2, c 1");
    assertThat(tally.copyAndReset().isZero()).isTrue();
  }

  @Test
  void whatStrangersCallTheirFieldsIsPrintableAndBounded() {
    FieldCounts counts = new FieldCounts();
    counts.passedOver("a\u001b[31m\nb\u202e");
    counts.taken("kept");
    assertThat(counts.told()).isEqualTo("a?[31m?b? 1");
    assertThat(counts.taken()).containsOnlyKeys("kept");
    for (int i = 0; i < 5_000; i++) {
      counts.passedOver("key " + i);
    }
    assertThat(counts.passedOver()).hasSize(1025).containsEntry("(further paths)", 3_977L);
    assertThat(counts.told()).endsWith(", and 985 paths more");
    assertThat(counts("x".repeat(10_000)).told()).hasSize(122);
  }
}
