package org.headwaters.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LinkSettingsTest {
  private static final long MB = 1L << 20;

  @Test
  void aTasksCapturesFitIntoHalfOfItsMemory() {
    assertThat(LinkSettings.tasks(180 * MB, 2_000_000, 524 * MB)).isEqualTo(30);
    assertThat(LinkSettings.tasks(180 * MB, 2_000_000, 131 * MB))
        .as("with a quarter of the memory four times as many")
        .isBetween(119L, 120L);
  }

  @Test
  void whereMemoryIsPlentyTasksAreSmallButNotMoreThanASchedulerLikes() {
    assertThat(LinkSettings.tasks(1600 * MB, 0, 4096 * MB)).isEqualTo(100);
    assertThat(LinkSettings.tasks(1_000_000_000 * MB, 0, 4096 * MB)).isEqualTo(20_000);
  }

  @Test
  void noCeilingMakesTheCapturesOfATaskGrow() {
    long tasks = LinkSettings.tasks(30_000_000 * MB, 300_000_000_000L, 2048 * MB);
    assertThat(tasks).isGreaterThan(20_000);
    assertThat(300_000_000_000L / tasks).isLessThanOrEqualTo(1024 * MB / 4096);
  }

  @Test
  void threadsAreThoseThatSparkIsToldToUse() {
    assertThat(LinkSettings.threads("local", 4)).isEqualTo(1);
    assertThat(LinkSettings.threads("local[8]", 4)).isEqualTo(8);
    assertThat(LinkSettings.threads("local[3, 2]", 0)).isEqualTo(3);
    assertThat(LinkSettings.threads("local[*]", 0))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(LinkSettings.threads("spark://host:7077", 5)).isEqualTo(5);
    assertThat(LinkSettings.threads("yarn", 0))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
