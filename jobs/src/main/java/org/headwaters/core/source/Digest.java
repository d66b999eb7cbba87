package org.headwaters.core.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Content and text digests in one spelling, so that they can be joined by equality. */
public final class Digest {
  private static final String SHA1 = "sha1:";

  private Digest() {}

  /** Without blanks around and {@code sha1:} in front, upper case; null if nothing is left. */
  public static @Nullable String normal(@Nullable String digest) {
    if (digest == null) {
      return null;
    }
    String text = digest.strip();
    if (text.regionMatches(true, 0, SHA1, 0, SHA1.length())) {
      text = text.substring(SHA1.length()).strip();
    }
    return text.isEmpty() ? null : text.toUpperCase(Locale.ROOT);
  }
}
