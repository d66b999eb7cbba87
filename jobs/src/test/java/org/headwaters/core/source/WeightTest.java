package org.headwaters.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.source.Authors.Act;
import org.headwaters.core.source.Authors.Part;
import org.headwaters.core.source.DocumentWeight.Measures;
import org.headwaters.core.source.DocumentWeight.Rule;
import org.headwaters.core.source.DocumentWeight.Weighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeightTest {
  private static final Rule TOKENS = new Rule(Weighting.TOKENS, Map.of("audio", 40L));
  private static final Rule DOCUMENTS = new Rule(Weighting.DOCUMENTS, Map.of("audio", 40L));
  private static final Map<String, Integer> ACTIONS = Map.of("write", 1_000_000, "edit", 300_000);

  @ParameterizedTest
  @CsvSource({
    // modality, tokens, epochs, record, weight, estimated
    "text, 100, 1, 999, 100000, false",
    "text, 100, 1.000000, , 100000, false",
    "text, 100, , , 100000, false",
    "text, 3, 1.5, , 4500, false",
    "text, 3, 0.333333, , 999, false",
    "text, 1000000, 0.000001, , 1000, false",
    "text, 0, 5, , 0, false",
    "text, 7, 0, , 0, false",
    ", , , 400, 100000, true",
    "text, , , 403, 100000, true",
    "text, , , 3, 1000, true",
    "text, , , 0, 1000, true",
    "text, , , , 1000, true",
    "text, , 2.5, 400, 250000, true",
    "image, , , 999999, 1000, false",
    "image, , 3, , 3000, false",
    "image, 256, , , 256000, false",
    "audio, , , 999999, 40000, false",
    "audio, , 2, , 80000, false",
  })
  void weighsDocuments(
      String modality, Long tokens, BigDecimal epochs, Long record, long weight, boolean guessed) {
    Measures measures = new Measures(modality, tokens, epochs, record);
    assertThat(TOKENS.weigh(measures)).isEqualTo(new DocumentWeight(weight, guessed));
    assertThat(DOCUMENTS.weigh(measures)).isEqualTo(new DocumentWeight(1_000_000, false));
  }

  @Test
  void refusesNegativeAndTooFineMeasures() {
    assertThatThrownBy(() -> TOKENS.weigh(new Measures(null, -1L, null, null)))
        .hasMessage("A document has -1 tokens; give a number from 0.");
    assertThatThrownBy(() -> TOKENS.weigh(new Measures(null, 1L, new BigDecimal("-0.5"), null)))
        .hasMessageContaining("A document has -0.5 epochs");
    assertThatThrownBy(
            () -> TOKENS.weigh(new Measures(null, 1L, new BigDecimal("0.0000001"), null)))
        .hasMessageContaining("A document has 0.0000001 epochs");
    assertThat(TOKENS.weigh(new Measures(null, 1L, new BigDecimal("2.0000000"), null)).weight())
        .isEqualTo(2_000);
    assertThat(TOKENS.weigh(new Measures(null, 9_223_372_036_854_775L, null, null)).weight())
        .isEqualTo(9_223_372_036_854_775_000L);
    BigDecimal little = new BigDecimal("0.999999");
    assertThat(TOKENS.weigh(new Measures(null, 1_000_001L, little, null)).weight())
        .isEqualTo(999_999_999L);
    assertThatThrownBy(() -> TOKENS.weigh(new Measures(null, 9_223_372_036_854_776L, null, null)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "A document has 9223372036854776 tokens and 1 epochs; their product must be below"
                + " 9223372036854775.808.");
    assertThatThrownBy(
            () -> TOKENS.weigh(new Measures(null, 4_611_686_018_427_388L, new BigDecimal(2), null)))
        .isInstanceOf(InvalidInput.class);
  }

  private static Act act(String actor, String action, String weight) {
    return new Act(actor, action, new BigDecimal(weight));
  }

  @Test
  void addsAnActorsActsAndLeavesOutWhatCountsNothing() {
    SortedMap<String, BigInteger> weights =
        Authors.weights(
            List.of(
                act("account:x/b", "write", "1"),
                act("account:x/a", "edit", "0.5"),
                act("account:x/a", "edit", "1.5"),
                act("account:x/c", "like", "9"),
                act("account:x/d", "write", "0")),
            ACTIONS);
    assertThat(weights).hasToString("{account:x/a=600000000000, account:x/b=1000000000000}");
    assertThat(Authors.split(8, weights))
        .containsExactly(new Part("account:x/a", 3), new Part("account:x/b", 5));
    assertThat(Authors.split(1, weights)).containsExactly(new Part("account:x/b", 1));
    assertThat(Authors.split(0, weights)).isEmpty();
    assertThat(Authors.split(5, Authors.weights(List.of(), ACTIONS))).isEmpty();
  }

  @Test
  void aShortPageDividesOverThousandsOfAuthors() {
    List<Act> acts = new ArrayList<>();
    for (int author = 0; author < 50_000; author++) {
      acts.add(act("account:x/" + author, "write", "1"));
    }
    long w = TOKENS.weigh(new Measures("text", 100L, null, null)).weight();
    List<Part> parts = Authors.split(w, Authors.weights(acts, ACTIONS));
    assertThat(parts).hasSize(50_000);
    assertThat(parts).extracting(Part::weight).containsOnly(2L);
    assertThat(Authors.split(w / 4, Authors.weights(acts, ACTIONS))).hasSize(25_000);
  }

  @Test
  void ordersActorsByTheirBytes() {
    SortedMap<String, BigInteger> weights =
        Authors.weights(
            List.of(act("rater:\ud83d\ude00", "write", "1"), act("rater:\ufffd", "write", "1")),
            ACTIONS);
    assertThat(Authors.split(3, weights))
        .containsExactly(new Part("rater:\ufffd", 1), new Part("rater:\ud83d\ude00", 2));
  }

  @Test
  void refusesWeightsThatAreNegativeOrTooFine() {
    assertThatThrownBy(() -> act("rater:a", "write", "-1"))
        .hasMessage(
            "Authorship weight of rater:a is -1; give a number from 0 with at most 6 decimals.");
    assertThatThrownBy(() -> act("rater:a", "write", "0.0000001")).hasMessageContaining("6 dec");
    assertThat(act("rater:a", "write", "0.1000000").actor()).isEqualTo("rater:a");
  }

  @Test
  void splitsTheWholeWeightWhateverTheOrderOfActs() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Act> acts = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String weight = random.nextInt(9) + "." + random.nextInt(1_000_000);
        acts.add(
            act("rater:" + random.nextInt(4), random.nextBoolean() ? "write" : "edit", weight));
      }
      long w = random.nextInt(1_000_000) * 9_000_000_000_000L / 1000;
      SortedMap<String, BigInteger> weights = Authors.weights(acts, ACTIONS);
      List<Part> parts = Authors.split(w, weights);
      if (!weights.isEmpty()) {
        assertThat(parts.stream().mapToLong(Part::weight).sum()).as("seed %s", seed).isEqualTo(w);
      }
      Collections.shuffle(acts, random);
      assertThat(Authors.split(w, Authors.weights(acts, ACTIONS)))
          .as("seed %s", seed)
          .isEqualTo(parts);
    }
  }
}
