package org.headwaters.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.headwaters.core.Breach;
import org.junit.jupiter.api.Test;

final class RationalTest {
  @Test
  void isInLowestTermsWithAPositiveDenominator() {
    assertThat(Rational.of(6, -4)).isEqualTo(Rational.of(-3, 2)).hasToString("-3/2");
    assertThat(Rational.of(0, -5)).isEqualTo(Rational.ZERO).hasToString("0");
    assertThat(Rational.of(-4, -4)).isEqualTo(Rational.ONE);
    assertThatThrownBy(() -> Rational.of(3, 0))
        .isInstanceOf(Breach.class)
        .hasMessage("The fraction 3/0 has no value.");
  }

  @Test
  void reckonsExactly() {
    Rational third = Rational.of(1, 3);
    Rational half = Rational.of(1, 2);
    assertThat(third.add(half)).isEqualTo(Rational.of(5, 6));
    assertThat(third.subtract(half)).isEqualTo(Rational.of(-1, 6));
    assertThat(third.multiply(half)).isEqualTo(Rational.of(1, 6));
    assertThat(third.divide(half)).isEqualTo(Rational.of(2, 3));
    assertThat(third.divide(Rational.of(-1, 2))).isEqualTo(Rational.of(-2, 3));
    assertThatThrownBy(() -> half.divide(Rational.ZERO)).isInstanceOf(Breach.class);
  }

  @Test
  void comparesByValue() {
    assertThat(Rational.of(1, 3)).isLessThan(Rational.of(1, 2)).isGreaterThan(Rational.of(-1, 2));
    assertThat(Rational.of(2, 4)).isEqualByComparingTo(Rational.of(1, 2));
    assertThat(Rational.of(-2, 4).signum()).isEqualTo(-1);
    assertThat(Rational.of(2, 4).signum()).isEqualTo(1);
  }

  @Test
  void roundsDown() {
    assertThat(Rational.of(7, 2).floor()).isEqualTo(BigInteger.valueOf(3));
    assertThat(Rational.of(-7, 2).floor()).isEqualTo(BigInteger.valueOf(-4));
    assertThat(Rational.of(-4, 2).floor()).isEqualTo(BigInteger.valueOf(-2));
    assertThat(Rational.ZERO.floor()).isZero();
  }
}
