package org.headwaters.core;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * An invariant of ours is broken: our fault. Stops the run before anything becomes visible; exit
 * code 1.
 */
public final class Breach extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Formats with {@link Locale#ROOT}. */
  @FormatMethod
  public Breach(String format, Object... args) {
    super(String.format(Locale.ROOT, format, args));
  }

  /** Throws unless {@code test} holds. */
  @FormatMethod
  public static void check(boolean test, String format, Object... args) {
    if (!test) {
      throw new Breach(format, args);
    }
  }
}
