package org.headwaters.adapters;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people write where the hub's card wants the id of a repository: the id, an address of the
 * hub in any of its shapes, a revision or a branch behind it, or no id at all.
 */
final class HubName {
  private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9._-]{0,95}";
  private static final Pattern ID = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")?");

  /** An address on the web, or of the hub's own file system. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:(?:https?:)?//)?(?:www\\.)?(?:huggingface\\.co|hf\\.co)/+(.*)|hf:/{0,3}(.*)");

  /** Words that programs and people leave where they have no repository to name. */
  private static final Set<String> NO_ID =
      Set.of(
          "none",
          "null",
          "nil",
          "nan",
          "na",
          "n",
          "unknown",
          "undefined",
          "other",
          "original",
          "extended",
          "generator",
          "custom",
          "private",
          "local",
          "tbd",
          "todo");

  private HubName() {}

  /** The repository's id, {@code organisation/name} or an old one's name; null if it is none. */
  static @Nullable String repository(String written) {
    String text = written.strip();
    Matcher address = ADDRESS.matcher(text);
    boolean ofHub = address.matches();
    if (ofHub) {
      text = address.group(1) == null ? address.group(2) : address.group(1);
    }
    text = text.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    text = text.replaceFirst("^(datasets|models|spaces)/(?=[^/]+/[^/]+)", "");
    text = text.replaceFirst("/(tree|blob|resolve|raw|commit|commits)/.*$", "");
    text = text.replaceFirst("@[A-Za-z0-9._-]+(/.*)?$", "");
    if (ofHub) {
      // What follows organisation and name lies inside the repository.
      text = text.replaceFirst("^([^/]+/[^/]+)/.*$", "$1").replaceFirst("^datasets/", "");
    }
    boolean word = text.indexOf('/') < 0 && NO_ID.contains(text.toLowerCase(Locale.ROOT));
    return !word && ID.matcher(text).matches() && !text.contains("..") ? text : null;
  }
}
