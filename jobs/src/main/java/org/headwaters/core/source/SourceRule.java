package org.headwaters.core.source;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.jspecify.annotations.Nullable;

/**
 * Turns pages of a host into sources: {@code {host: github.com, source:
 * "path:github.com/{segment1}", lower: true}}.
 *
 * @param host exact, or {@code *.host} for the host and all below it
 * @param source a template with {@code {host}}, {@code {site}}, {@code {segment1}} to {@code
 *     {segment9}}
 * @param lower whether the source is written in lower case
 */
public record SourceRule(String host, String source, boolean lower) {
  private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern KNOWN = Pattern.compile("host|site|segment[1-9]");

  /** UsageError, naming the rule, if host or template cannot work. */
  public SourceRule {
    String name = host.startsWith("*.") ? host.substring(2) : host;
    UsageError.check(
        name.equals(Host.ofName(name)),
        "Source rule for host '%s': write a host in lower case, or *.host for all below it too.",
        host);
    source = lower ? source.toLowerCase(Locale.ROOT) : source;
    String sample = checkedSample(host, source);
    try {
      SourceId.parse(sample);
    } catch (InvalidInput e) {
      throw new UsageError("Source rule for host %s: %s", host, String.valueOf(e.getMessage()));
    }
  }

  private static String checkedSample(String host, String source) {
    UsageError.check(
        source.startsWith("path:") || source.startsWith("domain:") || source.startsWith("account:"),
        "Source rule for host %s: the source '%s' must begin with path:, domain: or account:.",
        host,
        source);
    Matcher holes = HOLE.matcher(source);
    while (holes.find()) {
      UsageError.check(
          KNOWN.matcher(holes.group(1)).matches(),
          "Source rule for host %s: {%s} is unknown; use {host}, {site} or {segment1} to"
              + " {segment9}.",
          host,
          holes.group(1));
    }
    String sample =
        source
            .replace("{host}", "a.example")
            .replace("{site}", "a.example")
            .replaceAll("\\{segment[1-9]\\}", "s");
    UsageError.check(
        sample.indexOf('{') < 0 && sample.indexOf('}') < 0,
        "Source rule for host %s: the source '%s' has an unpaired brace.",
        host,
        source);
    return sample;
  }

  /** Whether the rule is for this host. */
  public boolean covers(String pageHost) {
    if (!host.startsWith("*.")) {
      return host.equals(pageHost);
    }
    int below = pageHost.length() - (host.length() - 2);
    return below == 0
        ? pageHost.regionMatches(0, host, 2, pageHost.length())
        : below > 0 && pageHost.endsWith(host.substring(1));
  }

  /** The source of a page of this host; null if the page has no such segment. */
  @Nullable String apply(Page page) {
    StringBuilder out = new StringBuilder(source.length() + 24);
    String reserved = source.startsWith("account:") ? "/:%" : "/%";
    int at = 0;
    while (at < source.length()) {
      int open = source.indexOf('{', at);
      if (open < 0) {
        out.append(source, at, source.length());
        break;
      }
      int close = source.indexOf('}', open);
      out.append(source, at, open);
      String part = page.part(source.substring(open + 1, close), new Spelling(reserved, lower));
      if (part == null) {
        return null;
      }
      out.append(part);
      at = close + 1;
    }
    return out.toString();
  }

  /** How a segment is written: these characters percent-encoded, after lowering the case. */
  private record Spelling(String reserved, boolean lower) {}

  /** A page while its source is looked for. */
  record Page(String url, String host, String site) {

    @Nullable String part(String name, Spelling spelling) {
      return switch (name) {
        case "host" -> host;
        case "site" -> site;
        default -> segment(name.charAt(name.length() - 1) - '0', spelling);
      };
    }

    /**
     * The n-th path segment from 1, decoded and encoded again so that one page has one spelling.
     */
    private @Nullable String segment(int n, Spelling spelling) {
      String path = UrlScope.pathOf(url);
      if (path == null) {
        return null;
      }
      int query = path.indexOf('?');
      List<String> segments = UrlPath.segments(query < 0 ? path : path.substring(0, query));
      return n > segments.size() ? null : spelled(segments.get(n - 1), spelling);
    }

    private static @Nullable String spelled(String raw, Spelling spelling) {
      String decoded = raw.indexOf('%') < 0 ? raw : Host.percentDecoded(raw);
      String name = decoded == null ? raw : decoded;
      String text =
          SourceId.encoded(
              spelling.lower() ? name.toLowerCase(Locale.ROOT) : name, spelling.reserved());
      return text.isEmpty() ? null : text;
    }
  }
}
