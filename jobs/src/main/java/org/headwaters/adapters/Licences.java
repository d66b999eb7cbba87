package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The hub's licence ids as SPDX ids. An id that SPDX does not have becomes {@code
 * LicenseRef-hf-<id>}, so the id that was given can be read from every result.
 */
public final class Licences {
  private static final Map<String, String> SPDX = load();

  private static final Pattern AND = Pattern.compile("\\s+AND\\s+");

  private Licences() {}

  private static Map<String, String> load() {
    Map<String, String> ids = new HashMap<>();
    try (InputStream in = Licences.class.getResourceAsStream("hf-licences.txt")) {
      if (in == null) {
        throw new IllegalStateException("hf-licences.txt is not on the class path");
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String spdx = line.strip();
          int blank = spdx.indexOf(' ');
          String id = spdx.substring(blank + 1);
          ids.put(plain(blank < 0 ? spdx : spdx.substring(0, blank)), id);
          ids.put(plain(id), id);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(ids);
  }

  /**
   * The SPDX ids of licences that are known, in order, whatever the spelling; empty if one of them
   * is not: nobody can tell whether an unknown licence is another one.
   */
  public static Set<String> known(String given) {
    Set<String> ids = new TreeSet<>();
    for (String part : AND.splitAsStream(given.strip()).toList()) {
      String spdx = SPDX.getOrDefault(part.toLowerCase(Locale.ROOT), "");
      if (spdx.isEmpty() || spdx.startsWith("LicenseRef-")) {
        return Set.of();
      }
      ids.add(spdx);
    }
    return ids;
  }

  /** Several licences hold together. */
  static String spdx(List<String> given) {
    return String.join(" AND ", given.stream().map(Licences::spdx).toList());
  }

  private static String spdx(String given) {
    String id = given.strip();
    if (id.startsWith("LicenseRef-")) {
      return id;
    }
    return SPDX.getOrDefault(
        plain(id), "LicenseRef-hf-" + id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-"));
  }

  /** Spelling is no other licence: {@code Apache License, Version 2.0} is {@code apache-2.0}. */
  private static String plain(String written) {
    return written
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\b(the|licen[sc]e|version)\\b", " ")
        .replaceAll("\\bv(?=[0-9])", "")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }
}
