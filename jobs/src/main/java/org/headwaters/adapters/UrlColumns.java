package org.headwaters.adapters;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.core.source.Host;
import org.headwaters.tables.Captures;
import org.jspecify.annotations.Nullable;

/** The columns of a capture that Common Crawl computes from its url. */
final class UrlColumns {
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");
  private static final Pattern PORT = Pattern.compile(".*[^:]:([0-9]{1,5})");
  private static final List<String> LABELS =
      List.of(
          Captures.URL_HOST_TLD,
          Captures.URL_HOST_2ND_LAST_PART,
          Captures.URL_HOST_3RD_LAST_PART,
          Captures.URL_HOST_4TH_LAST_PART,
          Captures.URL_HOST_5TH_LAST_PART);

  private UrlColumns() {}

  /** Fills in what the url says; leaves a url that has no host to the contract's rules. */
  static void set(RawRow row, String url) {
    row.set(Captures.URL, url);
    Matcher parts = URL.matcher(url);
    String host = Host.ofUrl(url);
    if (!parts.matches() || host == null) {
      return;
    }
    Matcher port = PORT.matcher(parts.group(2));
    row.set(Captures.URL_PROTOCOL, parts.group(1).toLowerCase(java.util.Locale.ROOT))
        .set(Captures.URL_PORT, port.matches() ? port.group(1) : null)
        .set(Captures.URL_PATH, parts.group(3))
        .set(Captures.URL_QUERY, parts.group(4));
    host(row, host);
  }

  private static void host(RawRow row, String host) {
    row.set(Captures.URL_HOST_NAME, host);
    boolean address = host.startsWith("[") || host.matches("[0-9.]+");
    if (address) {
      return;
    }
    List<String> labels = reversed(host);
    for (int i = 0; i < Math.min(labels.size(), LABELS.size()); i++) {
      row.set(LABELS.get(i), labels.get(i));
    }
    row.set(Captures.URL_HOST_NAME_REVERSED, String.join(".", labels))
        .set(Captures.URL_HOST_REGISTRY_SUFFIX, suffix(host, true))
        .set(Captures.URL_HOST_REGISTERED_DOMAIN, domain(host, true))
        .set(Captures.URL_HOST_PRIVATE_SUFFIX, suffix(host, false))
        .set(Captures.URL_HOST_PRIVATE_DOMAIN, domain(host, false));
  }

  private static @Nullable String domain(String host, boolean registriesOnly) {
    return EffectiveTldFinder.getAssignedDomain(host, true, registriesOnly);
  }

  private static @Nullable String suffix(String host, boolean registriesOnly) {
    String domain = domain(host, registriesOnly);
    return domain == null ? null : domain.substring(domain.indexOf('.') + 1);
  }

  private static List<String> reversed(String host) {
    List<String> labels = new ArrayList<>(Arrays.asList(host.split("\\.", -1)));
    Collections.reverse(labels);
    return labels;
  }
}
