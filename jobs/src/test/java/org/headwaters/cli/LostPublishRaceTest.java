package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.headwaters.SharedSpark;
import org.headwaters.core.TryAgain;
import org.headwaters.lake.Lake;
import org.headwaters.lake.Publication;
import org.headwaters.tables.Pools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that publishes too late says so in one line, and is to be run again. */
final class LostPublishRaceTest {
  @TempDir Path folder;

  private static void lost(Throwable race, String says) {
    assertThat(race).isInstanceOf(TryAgain.class);
    assertThat(race.getMessage())
        .contains(says)
        .containsIgnoringCase("run publish again.")
        .doesNotContain("\n");
    assertThat(ExitCode.of(new IllegalStateException("in a step", race)).code()).isEqualTo(75);
  }

  @Test
  void aBookingThatWasReplacedOrTakenAwayWhileItWasPublishedIsTriedAgain() {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    try (Publication late = new Publication(lake, "2026-09", "b1")) {
      assertThatThrownBy(() -> late.exchange(List.of(Pools.TABLE), () -> false))
          .satisfies(race -> lost(race, "its period was booked again"));
      assertThatThrownBy(() -> late.exchange(List.of(Pools.TABLE), () -> true))
          .satisfies(race -> lost(race, "is not there as it was written"));
    }
    assertThat(folder.resolve("published/pools/period=2026-09")).doesNotExist();
  }
}
