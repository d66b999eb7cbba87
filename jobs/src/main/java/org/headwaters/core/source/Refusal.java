package org.headwaters.core.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page was under an effective refusal to train when it was fetched.
 *
 * <p>Per scope and kind only the latest signal in effect at the fetch counts. The longest scope
 * that covers the page and says anything decides; any {@code n} in it refuses. A host and {@code
 * *.} of it are equally long, so both decide together. Without a fetch time every signal counts.
 */
public final class Refusal {
  private Refusal() {}

  /**
   * True if training was refused; false also for what is no url.
   *
   * @param fetchEpochSecond null if unknown
   * @param signals may hold others' too: those that do not cover the url are passed over
   */
  public static boolean refused(
      @Nullable String url, @Nullable Long fetchEpochSecond, List<ConsentSignal> signals) {
    String host = signals.isEmpty() ? null : Host.ofUrl(url);
    String path = host == null || url == null ? null : UrlScope.pathOf(url);
    if (host == null || path == null) {
      return false;
    }
    String plain = PathPattern.plain(path, false);
    List<ConsentSignal> covering = new ArrayList<>();
    for (ConsentSignal signal : signals) {
      if (signal.scope().covers(host, plain)) {
        covering.add(signal);
      }
    }
    return decide(fetchEpochSecond == null ? covering : latest(covering, fetchEpochSecond));
  }

  private record Carrier(UrlScope scope, String kind) {}

  /** Per scope and kind those that took effect last; several only if they are equally late. */
  private static List<ConsentSignal> latest(List<ConsentSignal> signals, long fetchSecond) {
    Map<Carrier, List<ConsentSignal>> byCarrier = new HashMap<>();
    for (ConsentSignal signal : signals) {
      if (signal.fromSecond() > fetchSecond) {
        continue;
      }
      List<ConsentSignal> last =
          byCarrier.computeIfAbsent(
              new Carrier(signal.scope(), signal.kind()), carrier -> new ArrayList<>(1));
      int order = last.isEmpty() ? 0 : compareTime(signal, last.get(0));
      if (order > 0) {
        last.clear();
      }
      if (order >= 0) {
        last.add(signal);
      }
    }
    List<ConsentSignal> all = new ArrayList<>();
    byCarrier.values().forEach(all::addAll);
    return all;
  }

  private static int compareTime(ConsentSignal a, ConsentSignal b) {
    int byEffect = Long.compare(a.fromSecond(), b.fromSecond());
    return byEffect != 0 ? byEffect : Long.compare(a.observedAtSecond(), b.observedAtSecond());
  }

  private static boolean decide(List<ConsentSignal> signals) {
    UrlScope longest = null;
    boolean refused = false;
    for (ConsentSignal signal : signals) {
      if (signal.train() == null) {
        continue;
      }
      boolean no = signal.train() == ConsentSignal.Train.N;
      int order = longest == null ? 1 : UrlScope.compareLength(signal.scope(), longest);
      if (order > 0) {
        longest = signal.scope();
        refused = no;
      } else if (order == 0) {
        refused |= no;
      }
    }
    return refused;
  }
}
