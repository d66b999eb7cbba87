package org.headwaters.core.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a crawl's index says of a url and the url says itself.
 *
 * @param surtKey host from its top level down, then path and query in lower case: {@code
 *     com,example)/path?q}
 * @param host as {@link Host} gives it
 * @param site its private domain, else the host
 * @param port null unless the url names one
 * @param path at least empty, as it stands in the url
 * @param query null if there is none
 */
public record UrlParts(
    String surtKey,
    String host,
    String site,
    String protocol,
    @Nullable Integer port,
    String path,
    @Nullable String query) {
  private static final int MAX_PORT = 65_535;

  /** Null where {@link Host#ofUrl} finds no host. */
  public static @Nullable UrlParts of(@Nullable String url, Sites sites) {
    UrlSpan span = UrlSpan.of(url);
    String host = Host.ofUrl(url);
    if (url == null || span == null || host == null) {
      return null;
    }
    int hash = url.indexOf('#', span.pathFrom());
    int end = hash < 0 || hash > span.end() ? span.end() : hash;
    String rest = url.substring(Math.min(span.pathFrom(), end), end);
    int mark = rest.indexOf('?');
    String path = mark < 0 ? rest : rest.substring(0, mark);
    String query = mark < 0 ? null : rest.substring(mark + 1);
    String visible = url.strip();
    int colon = visible.indexOf("://");
    String protocol = colon < 0 ? "https" : visible.substring(0, colon).toLowerCase(Locale.ROOT);
    Integer port = port(url.substring(span.hostTo(), Math.max(span.hostTo(), span.pathFrom())));
    return new UrlParts(
        surtKey(host, port, UrlScope.pathOf(url)),
        host,
        sites.ofHost(host),
        protocol,
        port,
        path,
        query);
  }

  private static @Nullable Integer port(String behindHost) {
    String digits = behindHost.startsWith(":") ? behindHost.substring(1) : "";
    if (digits.isEmpty() || digits.length() > 5 || Integer.parseInt(digits) > MAX_PORT) {
      return null;
    }
    return Integer.parseInt(digits);
  }

  private static String surtKey(String host, @Nullable Integer port, @Nullable String path) {
    String name = host.startsWith("www.") ? host.substring("www.".length()) : host;
    List<String> labels = new ArrayList<>();
    if (Host.isAddress(name)) {
      labels.add(name);
    } else {
      labels.addAll(Arrays.asList(name.split("\\.", -1)));
      Collections.reverse(labels);
    }
    boolean usual = port == null || port == 80 || port == 443;
    return String.join(",", labels)
        + (usual ? "" : ":" + port)
        + ")"
        + Objects.requireNonNullElse(path, "/").toLowerCase(Locale.ROOT);
  }
}
