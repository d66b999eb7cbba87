package org.headwaters.lake;

import java.util.Locale;

/**
 * Another process wrote the same slice or took the same number first. Nothing was written: look at
 * what it left and decide again.
 */
public final class LostRace extends RuntimeException {
  LostRace(Throwable cause, String format, Object... values) {
    super(String.format(Locale.ROOT, format, values), cause);
  }
}
