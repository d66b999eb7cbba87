package org.headwaters.core.money;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Stand-in until the real one lands. */
public final class KeyOrder {
  private KeyOrder() {}

  /** By UTF-8 bytes. */
  public static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
