package org.headwaters.core.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The host of a url: lower case, punycode by UTS 46 as browsers do it, without userinfo, port or
 * final dot; IP addresses in one spelling, IPv6 in its brackets.
 */
public final class Host {
  private static final int MAX_HOST = 253;
  private static final int MAX_LABEL = 63;

  /** No host is longer than this even with every byte of every character percent-encoded. */
  private static final int MAX_WRITTEN = 4096;

  private Host() {}

  /**
   * The host of an absolute http, https or ftp url (or one that begins with {@code //}); null for
   * anything else, never an error. Object stores ({@code s3://bucket}), files and hosts that {@link
   * #isPublic} does not know have nothing that says who wrote them.
   */
  public static @Nullable String ofUrl(@Nullable String url) {
    UrlSpan span = UrlSpan.of(url);
    String host = span == null || url == null ? null : span.host(url);
    return host != null && isPublic(host) ? host : null;
  }

  /**
   * Whether a host, as this class gives it, is one of the public web: a name with a dot that is not
   * kept for the own machine or network, or an address that is not.
   */
  public static boolean isPublic(String host) {
    if (isAddress(host)) {
      return Address.isPublic(host);
    }
    return host.indexOf('.') > 0
        && !host.endsWith(".local")
        && !host.endsWith(".localhost")
        && !host.endsWith(".internal");
  }

  /** The same form of a bare host name such as {@code Bücher.example.}; null if it is none. */
  public static @Nullable String ofName(@Nullable String name) {
    return name == null ? null : normal(name, 0, name.length());
  }

  /** Whether a host, as this class gives it, is an IP address and so has no site above it. */
  static boolean isAddress(String host) {
    if (host.charAt(0) == '[') {
      return true;
    }
    char last = host.charAt(host.length() - 1);
    return (Character.digit(last, 16) >= 0 || last == 'x') && Address.isNumber(host);
  }

  /** The host in [from, to), already cut free of userinfo and port; null if it is not a host. */
  static @Nullable String normal(String text, int from, int to) {
    if (from < to && text.charAt(from) == '[') {
      return address6(text, from, to);
    }
    boolean upper = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        upper = true;
      } else if (!isPlain(c)) {
        return foreign(text.substring(from, to));
      }
    }
    int end = to > from && text.charAt(to - 1) == '.' ? to - 1 : to;
    if (!labelsFit(text, from, end)) {
      return null;
    }
    String host = text.substring(from, end);
    String lower = upper ? host.toLowerCase(Locale.ROOT) : host;
    if (lower.contains("xn--")) {
      return ascii(lower);
    }
    return isAddress(lower) ? Address.normal4(lower) : lower;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  }

  private static boolean labelsFit(String text, int from, int end) {
    if (end <= from || end - from > MAX_HOST) {
      return false;
    }
    int start = from;
    for (int i = from; i <= end; i++) {
      if (i == end || text.charAt(i) == '.') {
        if (i == start || i - start > MAX_LABEL) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static @Nullable String address6(String text, int from, int to) {
    if (to - from < 4 || text.charAt(to - 1) != ']') {
      return null;
    }
    return Address.normal6(text.substring(from, to).toLowerCase(Locale.ROOT));
  }

  /** The uncommon path: percent-encoded or non-ASCII names. */
  private static @Nullable String foreign(String name) {
    String decoded = name.indexOf('%') < 0 ? name : percentDecoded(name);
    if (decoded == null) {
      return null;
    }
    return ascii(decoded);
  }

  private static @Nullable String ascii(String name) {
    if (name.length() > MAX_WRITTEN) {
      return null;
    }
    String ascii = Names.SHIPPED.toAscii(name);
    if (ascii == null) {
      return null;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (!isPlain(ascii.charAt(i))) {
        return null;
      }
    }
    int end = ascii.endsWith(".") ? ascii.length() - 1 : ascii.length();
    if (!labelsFit(ascii, 0, end)) {
      return null;
    }
    String host = ascii.substring(0, end);
    return isAddress(host) ? Address.normal4(host) : host;
  }

  /** Looked for only when a name is not plain. */
  private static final class Names {
    private static final HostNames SHIPPED = HostNames.shipped();
  }

  /** The text with its percent sequences read as UTF-8; null if they are not UTF-8. */
  static @Nullable String percentDecoded(String text) {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      int high = from[i] == '%' && i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(from[i + 2], 16);
      if (low < 0) {
        to[length++] = from[i];
      } else {
        to[length++] = (byte) (high * 16 + low);
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(to, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
