package org.headwaters.core;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * The command, the settings or the policy is wrong. Says which, and what would be right; exit code
 * 2.
 */
public final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Formats with {@link Locale#ROOT}. */
  @FormatMethod
  public UsageError(String format, Object... args) {
    super(String.format(Locale.ROOT, format, args));
  }

  /** Throws unless {@code test} holds. */
  @FormatMethod
  public static void check(boolean test, String format, Object... args) {
    if (!test) {
      throw new UsageError(format, args);
    }
  }
}
