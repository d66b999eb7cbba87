package org.headwaters.core.source;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.jspecify.annotations.Nullable;

/**
 * One statement about training on a part of the web. Grain: scope, kind, observation.
 *
 * @param kind of carrier: robots.txt, header …; each speaks for itself
 * @param train what it says; null if it says nothing about training
 * @param observedAtSecond epoch second in UTC
 * @param effectiveFromSecond epoch second from which it holds; null: since it was observed
 */
public record ConsentSignal(
    UrlScope scope,
    String kind,
    @Nullable Train train,
    long observedAtSecond,
    @Nullable Long effectiveFromSecond) {

  /** What a signal says about training. */
  public enum Train implements Named {
    Y,
    N;

    /** {@code y}, {@code n}, or null; InvalidInput for anything else. */
    public static @Nullable Train parse(@Nullable String text) {
      if (text == null) {
        return null;
      }
      return switch (text) {
        case "y" -> Y;
        case "n" -> N;
        default -> throw new InvalidInput("train is '%s'; write y, n, or leave it empty.", text);
      };
    }
  }

  /** When it begins to hold. */
  long fromSecond() {
    return effectiveFromSecond == null ? observedAtSecond : effectiveFromSecond;
  }
}
