package org.headwaters.core.source;

import java.util.Locale;
import org.headwaters.core.VisibleText;
import org.jspecify.annotations.Nullable;

/** Content and text digests in one spelling, so that they can be joined by equality. */
public final class Digest {
  private static final String SHA1 = "sha1:";

  private Digest() {}

  /** Without spaces around and {@code sha1:} in front, upper case; null if nothing is left. */
  public static @Nullable String normal(@Nullable String digest) {
    if (digest == null) {
      return null;
    }
    String text = VisibleText.of(digest);
    if (text != null && text.regionMatches(true, 0, SHA1, 0, SHA1.length())) {
      text = VisibleText.of(text.substring(SHA1.length()));
    }
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }
}
