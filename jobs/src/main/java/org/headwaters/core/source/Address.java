package org.headwaters.core.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** IP addresses as hosts of urls: one spelling each, and whether the public web can reach them. */
final class Address {
  /** First address and prefix length of what IANA keeps from the public web. */
  private static final long[][] RESERVED_4 = {
    {0x00000000L, 8},
    {0x0A000000L, 8},
    {0x64400000L, 10},
    {0x7F000000L, 8},
    {0xA9FE0000L, 16},
    {0xAC100000L, 12},
    {0xC0000000L, 24},
    {0xC0000200L, 24},
    {0xC0A80000L, 16},
    {0xC6120000L, 15},
    {0xC6336400L, 24},
    {0xCB007100L, 24},
    {0xE0000000L, 4},
    {0xF0000000L, 4},
  };

  private static final int GROUPS = 8;

  private Address() {}

  /**
   * Whether browsers read a host name as an IPv4 address: its last label is a number, decimal or
   * with {@code 0x}.
   */
  static boolean isNumber(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (last.startsWith("0x")) {
      return last.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
    }
    return !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * Four decimal numbers, of any spelling that browsers understand ({@code 134744072}, {@code
   * 010.8}, {@code 0x8.8.8.8}); null if it is no address.
   */
  static @Nullable String normal4(String host) {
    long address = bits4(host);
    return address < 0
        ? null
        : String.format(
            Locale.ROOT,
            "%d.%d.%d.%d",
            address >> 24,
            (address >> 16) & 255,
            (address >> 8) & 255,
            address & 255);
  }

  /** The 32 bits; -1 if it is no address. */
  private static long bits4(String host) {
    long bits = 0;
    int from = 0;
    for (int part = 0; part < 4; part++) {
      int dot = host.indexOf('.', from);
      long number = number(host.substring(from, dot < 0 ? host.length() : dot));
      if (number < 0) {
        return -1;
      }
      if (dot < 0) {
        int left = 32 - 8 * part;
        return number >>> left == 0 ? bits | number : -1;
      }
      if (number > 255) {
        return -1;
      }
      bits |= number << (24 - 8 * part);
      from = dot + 1;
    }
    return -1;
  }

  private static long number(String text) {
    int radix = text.startsWith("0x") ? 16 : text.length() > 1 && text.startsWith("0") ? 8 : 10;
    String digits = radix == 16 ? text.substring(2) : text;
    if (text.isEmpty() || digits.length() > 16) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  /** RFC 5952 in brackets, of the text in brackets; null if it is no address. */
  static @Nullable String normal6(String bracketed) {
    int[] groups = groups(bracketed);
    if (groups == null) {
      return null;
    }
    int zerosFrom = -1;
    int zeros = 1;
    for (int i = 0; i < GROUPS; i++) {
      int to = i;
      while (to < GROUPS && groups[to] == 0) {
        to++;
      }
      if (to - i > zeros) {
        zerosFrom = i;
        zeros = to - i;
      }
      i = Math.max(i, to - 1);
    }
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < GROUPS; i++) {
      if (i == zerosFrom) {
        text.append("::");
        i += zeros - 1;
        continue;
      }
      boolean first =
          text.charAt(text.length() - 1) == '[' || text.charAt(text.length() - 1) == ':';
      text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.append(']').toString();
  }

  private static int @Nullable [] groups(String bracketed) {
    String text = bracketed.substring(1, bracketed.length() - 1);
    int gap = text.indexOf("::");
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return fill(groups, text, 0) == GROUPS ? groups : null;
    }
    int[] tail = new int[GROUPS];
    int head = fill(groups, text.substring(0, gap), 0);
    int rest = fill(tail, text.substring(gap + 2), 0);
    if (head < 0 || rest < 0 || head + rest >= GROUPS) {
      return null;
    }
    System.arraycopy(tail, 0, groups, GROUPS - rest, rest);
    return groups;
  }

  /** How many groups the text has; -1 if it is none. The last may be four decimal numbers. */
  private static int fill(int[] groups, String text, int at) {
    if (text.isEmpty()) {
      return at;
    }
    int colon = text.indexOf(':');
    String part = colon < 0 ? text : text.substring(0, colon);
    if (colon < 0 && part.indexOf('.') > 0 && at < GROUPS - 1) {
      long bits = part.indexOf('x') < 0 ? bits4(part) : -1;
      groups[at] = (int) (bits >> 16) & 0xFFFF;
      groups[at + 1] = (int) bits & 0xFFFF;
      return bits < 0 ? -1 : at + 2;
    }
    if (at == GROUPS || part.isEmpty() || part.length() > 4) {
      return -1;
    }
    for (int i = 0; i < part.length(); i++) {
      int digit = Character.digit(part.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      groups[at] = groups[at] * 16 + digit;
    }
    return colon < 0
        ? at + 1
        : colon + 1 == text.length() ? -1 : fill(groups, text.substring(colon + 1), at + 1);
  }

  /** Whether an address in normal form is one of the public web. */
  static boolean isPublic(String host) {
    if (host.charAt(0) != '[') {
      return isPublic4(bits4(host));
    }
    int[] groups = groups(host);
    if (groups == null) {
      return false;
    }
    boolean mapped = groups[5] == 0xFFFF;
    for (int i = 0; i < 5; i++) {
      mapped &= groups[i] == 0;
    }
    if (mapped) {
      return isPublic4(((long) groups[6] << 16) | groups[7]);
    }
    // Of 2000::/3, the only unicast space given out, what documents, tunnels and tests use.
    return groups[0] >> 13 == 1
        && groups[0] != 0x2002
        && !(groups[0] == 0x2001 && (groups[1] < 0x200 || groups[1] == 0xDB8))
        && !(groups[0] == 0x3FFF && groups[1] < 0x1000);
  }

  private static boolean isPublic4(long bits) {
    if (bits < 0) {
      return false;
    }
    for (long[] range : RESERVED_4) {
      if (bits >> (32 - range[1]) == range[0] >> (32 - range[1])) {
        return false;
      }
    }
    return true;
  }
}
