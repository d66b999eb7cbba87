package org.headwaters.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The four kinds of failure say what, with the values, in no language but ours. */
final class FailuresTest {
  @Test
  void aBrokenInvariantNamesItsValues() {
    assertThatCode(() -> Breach.check(true, "%s", "unused")).doesNotThrowAnyException();
    assertThatThrownBy(() -> Breach.check(false, "%d in, %d out", 1_000_000, 2))
        .isInstanceOf(Breach.class)
        .hasMessage("1000000 in, 2 out");
  }

  @Test
  void wrongDataNamesItsValues() {
    assertThatCode(() -> InvalidInput.check(true, "%s", "unused")).doesNotThrowAnyException();
    assertThatThrownBy(() -> InvalidInput.check(false, "%s is %s; give %s.", "share", -1, 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("share is -1; give 0.");
  }

  @Test
  void aWrongCommandNamesItsValues() {
    assertThatCode(() -> UsageError.check(true, "%s", "unused")).doesNotThrowAnyException();
    assertThatThrownBy(() -> UsageError.check(false, "unknown option %s", "--x"))
        .isInstanceOf(UsageError.class)
        .hasMessage("unknown option --x");
  }

  @Test
  void aNameOfAClosedListIsTheConstantsInLowerCase() {
    // In Turkish, the lower case of I has no dot.
    assertThat(Shelf.FICTION.key()).isEqualTo("fiction");
    assertThat(Named.of(Shelf.class, "shelf", "non_fiction")).isEqualTo(Shelf.NON_FICTION);
    assertThatThrownBy(() -> Named.of(Shelf.class, "shelf", "FICTION"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is no shelf 'FICTION'. Use one of fiction, non_fiction.");
  }

  private enum Shelf implements Named {
    FICTION,
    NON_FICTION
  }
}
