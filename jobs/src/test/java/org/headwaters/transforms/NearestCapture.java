package org.headwaters.transforms;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/** Which of two captures of its url an entry without a crawl means, by comparing the two. */
final class NearestCapture {
  private NearestCapture() {}

  /** Null if the entry names a crawl or no url, or no capture has its url. */
  static @Nullable Map<String, String> of(
      Map<String, String> entry, List<Map<String, String>> captures) {
    Map<String, String> nearest = null;
    if (entry.get("crawl") == null && entry.get("url") != null) {
      for (Map<String, String> capture : captures) {
        if (entry.get("url").equals(capture.get("url"))
            && (nearest == null || closer(entry, capture, nearest))) {
          nearest = capture;
        }
      }
    }
    return nearest;
  }

  /** Whether a capture of the entry's url comes nearer to what the entry was taken from. */
  private static boolean closer(
      Map<String, String> entry, Map<String, String> one, Map<String, String> other) {
    Comparator<Map<String, String>> ties =
        Comparator.<Map<String, String>, String>comparing(
                c -> c.get("warc_filename"), KeyOrder.UTF8)
            .thenComparingInt(c -> Integer.parseInt(c.get("warc_record_offset")))
            .thenComparing(c -> c.get("crawl"), KeyOrder.UTF8);
    Instant oneTime = Instant.parse(one.get("fetch_time"));
    Instant otherTime = Instant.parse(other.get("fetch_time"));
    if (oneTime.equals(otherTime)) {
      return ties.compare(one, other) < 0;
    }
    Instant fetched =
        entry.get("fetched_at") == null ? null : Instant.parse(entry.get("fetched_at"));
    boolean oneBefore = fetched != null && !oneTime.isAfter(fetched);
    boolean otherBefore = fetched != null && !otherTime.isAfter(fetched);
    if (oneBefore != otherBefore) {
      return oneBefore;
    }
    return oneBefore ? oneTime.isAfter(otherTime) : oneTime.isBefore(otherTime);
  }
}
