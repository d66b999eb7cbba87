package org.headwaters.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headwaters.core.Breach;
import org.junit.jupiter.api.Test;

final class ApportionmentTest {
  private static final long[] EDGES = {
    0,
    1,
    2,
    3,
    (1L << 31) - 1,
    1L << 31,
    (1L << 32) - 1,
    1L << 32,
    (1L << 32) + 1,
    (1L << 62) - 1,
    1L << 62,
    (1L << 62) + (1L << 31),
    Long.MAX_VALUE - (1L << 32),
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE
  };

  @Test
  void cutsAtTheWholeMicroBelowEachBoundary() {
    assertThat(split(100, 1, 1, 1)).containsExactly(33L, 33L, 34L);
    assertThat(split(1, 1, 1)).containsExactly(0L, 1L);
    assertThat(split(10, 3, 0, 4)).containsExactly(4L, 0L, 6L);
  }

  @Test
  void splitsARefundAsTheMirroredPayment() {
    assertThat(split(-100, 1, 1, 1)).containsExactly(-33L, -33L, -34L);
    assertThat(split(Long.MIN_VALUE, 1, 2))
        .containsExactly(-3074457345618258602L, -6148914691236517206L);
    assertThat(Apportionment.part(Long.MIN_VALUE, 0, 7, 7)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void payAHundredAndFiftyThousandOverHalfAMillionEqualParts() {
    long amount = 150_000_000_000L;
    long parts = 482_460;
    long sum = 0;
    for (long before = 0; before < parts; before++) {
      long part = Apportionment.part(amount, before, 1, parts);
      assertThat(part).isBetween(310_906L, 310_907L);
      sum += part;
    }
    assertThat(sum).isEqualTo(amount);
  }

  @Test
  void longPartsAreTheUnboundedOnes() {
    for (long amount : EDGES) {
      for (long before : EDGES) {
        for (long weight : EDGES) {
          for (long total : EDGES) {
            if (total > 0 && weight <= total && before <= total - weight) {
              assertSame(amount, before, weight, total);
              assertSame(-amount, before, weight, total);
            }
          }
        }
      }
    }
  }

  @Test
  void longPartsAreTheUnboundedOnesForRandomNumbers() {
    long seed = 20260901;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      long total = (random.nextLong() >>> 1 >>> random.nextInt(63)) | 1;
      long before = Math.floorMod(random.nextLong(), total);
      long weight = Math.floorMod(random.nextLong(), total - before + 1);
      long amount = random.nextLong() >> random.nextInt(64);
      assertSame(amount, before, weight, total);
    }
  }

  @Test
  void partsSumToTheWholeAndEachIsWithinAMicroOfExact() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      BigInteger amount = BigInteger.valueOf(random.nextLong() >> random.nextInt(64));
      List<BigInteger> weights = new ArrayList<>();
      BigInteger total = BigInteger.ZERO;
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        weights.add(new BigInteger(random.nextInt(80), random));
        total = total.add(weights.get(i));
      }
      List<BigInteger> parts = Apportionment.split(amount, weights);
      if (total.signum() == 0) {
        assertThat(parts).isEmpty();
        continue;
      }
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < parts.size(); i++) {
        sum = sum.add(parts.get(i));
        Rational exact = new Rational(amount.multiply(weights.get(i)), total);
        Rational off = exact.subtract(new Rational(parts.get(i), BigInteger.ONE));
        assertThat(off).as("seed %s", seed).isBetween(Rational.of(-1, 1), Rational.ONE);
      }
      assertThat(sum).as("seed %s", seed).isEqualTo(amount);
    }
  }

  @Test
  void aTotalOfZeroIsNoSplit() {
    assertThat(Apportionment.split(BigInteger.TEN, List.of())).isEmpty();
    assertThat(split(10, 0, 0)).isEmpty();
  }

  @Test
  void sharesMustSumToOne() {
    List<Rational> thirds = List.of(Rational.of(1, 3), Rational.of(1, 2), Rational.of(1, 6));
    assertThat(Apportionment.splitShares(BigInteger.valueOf(100), thirds))
        .containsExactly(BigInteger.valueOf(33), BigInteger.valueOf(50), BigInteger.valueOf(17));
    assertThat(Apportionment.splitShares(BigInteger.valueOf(-100), thirds))
        .containsExactly(BigInteger.valueOf(-33), BigInteger.valueOf(-50), BigInteger.valueOf(-17));
    assertThatThrownBy(() -> Apportionment.splitShares(BigInteger.TEN, List.of(Rational.of(1, 3))))
        .isInstanceOf(Breach.class)
        .hasMessage("Shares sum to 1/3, not to 1.");
    assertThatThrownBy(
            () ->
                Apportionment.splitShares(
                    BigInteger.TEN, List.of(Rational.of(3, 2), Rational.of(-1, 2))))
        .isInstanceOf(Breach.class)
        .hasMessage("A share is -1/2; shares are not negative.");
    assertThat(
            Apportionment.splitShares(
                BigInteger.TEN, List.of(Rational.ZERO, Rational.ONE, Rational.ZERO)))
        .containsExactly(BigInteger.ZERO, BigInteger.TEN, BigInteger.ZERO);
  }

  @Test
  void weightsOutsideTheTotalAreABreach() {
    long[][] wrong = {
      {-1, 1, 2}, {0, -1, 2}, {1, 2, 2}, {0, 0, 0}, {0, 0, -1}, {2, 1, 2}, {0, 3, 2}
    };
    for (long[] w : wrong) {
      assertThatThrownBy(() -> Apportionment.part(10, w[0], w[1], w[2]))
          .isInstanceOf(Breach.class)
          .hasMessage(
              "Cannot split: weight %s after %s of a total of %s; weights are not negative and"
                  + " stay within the total.",
              w[1], w[0], w[2]);
      assertThatThrownBy(() -> Apportionment.part(big(10), big(w[0]), big(w[1]), big(w[2])))
          .isInstanceOf(Breach.class)
          .hasMessageStartingWith("Cannot split: weight " + w[1] + " after " + w[0]);
    }
    assertThatThrownBy(() -> split(10, 1, -1)).isInstanceOf(Breach.class);
    assertThatThrownBy(() -> split(10, 3, -1)).isInstanceOf(Breach.class);
    assertThat(Apportionment.part(10, 2, 0, 2)).isZero();
  }

  @Test
  void lostMicrosAreABreach() {
    assertThatThrownBy(() -> Apportionment.checkWhole(big(10), List.of(big(4), big(5))))
        .isInstanceOf(Breach.class)
        .hasMessage("Parts sum to 9 micros, the whole is 10.");
  }

  @Test
  void takesPartsPerMillionTowardsZero() {
    assertThat(Apportionment.ppmOf(1_999_999, 500_000)).isEqualTo(999_999);
    assertThat(Apportionment.ppmOf(-1_999_999, 500_000)).isEqualTo(-999_999);
    assertThat(Apportionment.ppmOf(big(-1_999_999), 500_000)).isEqualTo(big(-999_999));
    assertThat(Apportionment.ppmOf(big(7), 1_000_000)).isEqualTo(big(7));
    assertThat(Apportionment.ppmOf(big(7), 0)).isEqualTo(big(0));
    assertThatThrownBy(() -> Apportionment.ppmOf(big(7), -1))
        .hasMessage("A share of -1 ppm is not between 0 and 1000000.");
    assertThatThrownBy(() -> Apportionment.ppmOf(big(7), 1_000_001)).isInstanceOf(Breach.class);
  }

  private static void assertSame(long amount, long before, long weight, long total) {
    BigInteger size = big(amount).abs();
    BigInteger upTo = size.multiply(big(before).add(big(weight))).divide(big(total));
    BigInteger below = size.multiply(big(before)).divide(big(total));
    BigInteger expected = upTo.subtract(below).multiply(big(Long.signum(amount)));
    assertThat(big(Apportionment.part(amount, before, weight, total)))
        .as("%s × %s after %s of %s", amount, weight, before, total)
        .isEqualTo(expected)
        .isEqualTo(Apportionment.part(big(amount), big(before), big(weight), big(total)));
  }

  private static List<Long> split(long amount, long... weights) {
    List<BigInteger> big = new ArrayList<>();
    for (long weight : weights) {
      big.add(big(weight));
    }
    return Apportionment.split(big(amount), big).stream().map(BigInteger::longValueExact).toList();
  }

  private static BigInteger big(long number) {
    return BigInteger.valueOf(number);
  }
}
