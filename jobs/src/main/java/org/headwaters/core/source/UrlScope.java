package org.headwaters.core.source;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The part of the web that a consent signal speaks for: {@code host}, {@code *.host} (the host and
 * all below it), or either with a pattern of paths.
 *
 * @param host in {@link Host}'s form
 * @param below whether all hosts below it are meant too
 * @param path a {@link PathPattern} of the url's path and query, which may hold {@code *} and a
 *     final {@code $}; empty for all
 */
public record UrlScope(String host, boolean below, String path) {
  private static final String BELOW = "*.";

  /** Reads a scope; InvalidInput if it has a scheme or port or names no host. */
  public static UrlScope parse(String given) {
    String visible = VisibleText.of(given);
    String text = visible == null ? "" : visible;
    int slash = text.indexOf('/');
    String name = slash < 0 ? text : text.substring(0, slash);
    boolean below = name.startsWith(BELOW);
    String host = Host.ofName(below ? name.substring(BELOW.length()) : name);
    InvalidInput.check(
        host != null,
        "Consent scope '%s' names no host; write host, *.host, host/path or *.host/path, without"
            + " scheme or port.",
        given);
    String path = slash < 0 ? "" : PathPattern.plain(text.substring(slash), true);
    return new UrlScope(host == null ? "" : host, below, path);
  }

  /** What to join on with {@link ConsentScopes#hostsOf}: the host, with {@code *.} if below. */
  public String joinHost() {
    return below ? BELOW + host : host;
  }

  /** Whether a url lies within that has this host, and this path and query, in plain form. */
  boolean covers(String urlHost, String urlPath) {
    return PathPattern.matches(path, urlPath)
        && (urlHost.equals(host)
            || (below
                && urlHost.length() > host.length()
                && urlHost.endsWith(host)
                && urlHost.charAt(urlHost.length() - host.length() - 1) == '.'));
  }

  /** Longer scopes are greater: more host labels first, then the longer path. */
  static int compareLength(UrlScope a, UrlScope b) {
    int byLabels = Integer.compare(a.labels(), b.labels());
    return byLabels != 0 ? byLabels : Integer.compare(a.path.length(), b.path.length());
  }

  private int labels() {
    return 1 + (int) host.chars().filter(c -> c == '.').count();
  }

  /** The path and query of a url, at least {@code /}; null if it is no url. */
  static @Nullable String pathOf(String url) {
    UrlSpan span = UrlSpan.of(url);
    if (span == null) {
      return null;
    }
    int fragment = url.indexOf('#', span.pathFrom());
    int to = fragment < 0 || fragment > span.end() ? span.end() : fragment;
    String rest = url.substring(Math.min(span.pathFrom(), to), to);
    int query = rest.indexOf('?');
    String path = UrlPath.resolved(query < 0 ? rest : rest.substring(0, query));
    return (path.startsWith("/") ? path : "/" + path) + (query < 0 ? "" : rest.substring(query));
  }
}
