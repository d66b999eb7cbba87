package org.headwaters.reports.told;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.proof.Hash;
import org.headwaters.reports.facts.Month;

/** The sites that have a page of their own: their pages and their people on one. */
final class Domains {
  /** A name that is a file's name on every system; any other is told by its hash. */
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9.-]{0,120}[a-z0-9]");

  /** A row of a month that is about a domain. */
  record Told(Month month, Month.Site site) {}

  private final Map<String, List<Told>> byHost = new TreeMap<>(KeyOrder.UTF8);

  Domains(List<Month> months) {
    for (Month month : months) {
      for (Month.Site site : month.sites()) {
        host(site)
            .ifPresent(
                host ->
                    byHost
                        .computeIfAbsent(host, each -> new ArrayList<>())
                        .add(new Told(month, site)));
      }
    }
  }

  /** The domain that a row is about; empty for makers, raters and what is not told apart. */
  static Optional<String> host(Month.Site site) {
    String id = site.site() == null ? "" : site.site();
    for (String kind : List.of("domain:", "account:", "path:")) {
      if (id.startsWith(kind)) {
        String place = id.substring(kind.length());
        return Optional.of(place.endsWith("/") ? place.substring(0, place.length() - 1) : place);
      }
    }
    return Optional.empty();
  }

  /** Where a domain's page lies within the site. */
  static String path(String host) {
    String name =
        PLAIN.matcher(host).matches() ? host : Hash.of(host.getBytes(StandardCharsets.UTF_8)).hex();
    return "domains/" + name + ".html";
  }

  /** Those with the largest credit over all months first. */
  List<String> hosts() {
    return byHost.keySet().stream()
        .sorted(Comparator.comparingLong((String host) -> -creditMicros(host)))
        .toList();
  }

  /** The rows about a domain, by month. */
  List<Told> rows(String host) {
    return byHost.getOrDefault(host, List.of());
  }

  long creditMicros(String host) {
    return rows(host).stream()
        .mapToLong(told -> told.site().creditMicros())
        .reduce(0, Math::addExact);
  }
}
