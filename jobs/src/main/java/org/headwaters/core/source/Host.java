package org.headwaters.core.source;

import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The host of a url: lower case, punycode, without userinfo, port or final dot; IP addresses as
 * they are, IPv6 in its brackets.
 */
public final class Host {
  private static final int MAX_HOST = 253;
  private static final int MAX_LABEL = 63;

  private Host() {}

  /**
   * The host of an absolute http, https or ftp url (or one that begins with {@code //}); null for
   * anything else, never an error. Object stores ({@code s3://bucket}) and files have no host that
   * says who wrote them.
   */
  public static @Nullable String ofUrl(@Nullable String url) {
    UrlSpan span = UrlSpan.of(url);
    return span == null || url == null ? null : span.host(url);
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
    // Browsers read any host whose last label is a number as an IPv4 address; so do we.
    for (int i = host.length() - 1; i >= 0 && host.charAt(i) != '.'; i--) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
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
    return upper ? host.toLowerCase(Locale.ROOT) : host;
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
    boolean colon = false;
    for (int i = from + 1; i < to - 1; i++) {
      char c = text.charAt(i);
      colon |= c == ':';
      if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
        return null;
      }
    }
    return colon ? text.substring(from, to).toLowerCase(Locale.ROOT) : null;
  }

  /** The uncommon path: percent-encoded or non-ASCII names. */
  private static @Nullable String foreign(String name) {
    String decoded = name.indexOf('%') < 0 ? name : percentDecoded(name);
    if (decoded == null) {
      return null;
    }
    String ascii;
    try {
      ascii = IDN.toASCII(decoded, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return null; // not a host name: the caller asked whether it is one
    }
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (!isPlain(c) && !(c >= 'A' && c <= 'Z')) {
        return null;
      }
    }
    return normal(ascii, 0, ascii.length());
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
