package org.headwaters.reports.print;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses that readers of exchange formats may open. */
final class WebAddress {
  private WebAddress() {}

  /** The address of a page of the web; empty for anything else. */
  static Optional<String> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return web && address.getHost() != null ? Optional.of(text) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
