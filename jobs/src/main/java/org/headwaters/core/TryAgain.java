package org.headwaters.core;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * The data given to us is wrong. Says what is wrong, with which values, and what to do; exit code
 * 3.
 */
public final class TryAgain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Formats with {@link Locale#ROOT}. */
  @FormatMethod
  public TryAgain(String format, Object... args) {
    super(String.format(Locale.ROOT, format, args));
  }

  /** Throws unless {@code test} holds. */
  @FormatMethod
  public static void check(boolean test, String format, Object... args) {
    if (!test) {
      throw new TryAgain(format, args);
    }
  }
}
