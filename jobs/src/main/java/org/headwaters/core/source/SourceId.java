package org.headwaters.core.source;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Where human work comes from: {@code domain:example.org}, {@code path:github.com/torvalds}, {@code
 * account:example.org/22656}, {@code rater:<pseudonym>}, {@code own:<asset_id>}.
 *
 * <p>NFC, trimmed, no hidden characters, case kept. Building from a document never fails (hidden
 * characters are percent-encoded); {@link #parse} of a given id does, with what would be right.
 *
 * @param text the whole id, prefix included
 */
public record SourceId(String text) {

  /** The pseudo source of documents with neither url nor author; nobody can claim it. */
  public static final SourceId NO_SOURCE = new SourceId("undisclosed:no_source");

  private static final String HEX = "0123456789ABCDEF";

  /** The kinds of source, by their prefix. */
  public enum Kind {
    DOMAIN,
    PATH,
    ACCOUNT,
    RATER,
    OWN,
    /** Only {@link #NO_SOURCE}. */
    UNDISCLOSED;

    private final String prefix = name().toLowerCase(Locale.ROOT) + ":";

    /** With its colon: {@code domain:}. */
    public String prefix() {
      return prefix;
    }
  }

  /** A site's own source. */
  public static SourceId domain(String site) {
    return new SourceId(Kind.DOMAIN.prefix + site);
  }

  /** An author of a site; the author id is the site's own, not yet encoded. */
  public static SourceId account(String site, String authorId) {
    return new SourceId(Kind.ACCOUNT.prefix + site + "/" + encoded(authorId, "/:%"));
  }

  /** The author of an account, as its site spells the id; empty for any other source. */
  public String author() {
    if (kind() != Kind.ACCOUNT) {
      return "";
    }
    String written = text().substring(text().lastIndexOf('/') + 1);
    return Objects.requireNonNullElse(Host.percentDecoded(written), written);
  }

  /** An author in a data set whose document has no url. */
  public static SourceId accountWithin(String datasetId, String authorId) {
    return account(encoded(datasetId, "/:%"), authorId);
  }

  /** A person who gave feedback, by pseudonym. */
  public static SourceId rater(String pseudonym) {
    return new SourceId(Kind.RATER.prefix + normal(pseudonym));
  }

  /** The makers of an asset themselves. */
  public static SourceId own(String assetId) {
    return new SourceId(Kind.OWN.prefix + normal(assetId));
  }

  /**
   * Reads an id that somebody wrote: trimmed and NFC; InvalidInput, without showing what may be a
   * person's, if it is not one of the kinds.
   */
  public static SourceId parse(String given) {
    String visible = VisibleText.of(given);
    String text = visible == null ? "" : nfc(visible);
    InvalidInput.check(
        VisibleText.firstHidden(text) < 0,
        "The source id has a hidden character (U+%04X) at position %s; remove it.",
        text.isEmpty() ? 0 : text.codePointAt(Math.max(0, VisibleText.firstHidden(text))),
        VisibleText.firstHidden(text));
    if (text.equals(NO_SOURCE.text)) {
      return NO_SOURCE;
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.UNDISCLOSED && text.startsWith(kind.prefix)) {
        SourceId source = new SourceId(text);
        source.checkRest(kind);
        return source;
      }
    }
    throw new InvalidInput(
        "The source id is of no known kind; write domain:, path:, account:, rater: or own: and what"
            + " it names.");
  }

  /** The kind that the prefix says. */
  public Kind kind() {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.prefix)) {
        return kind;
      }
    }
    throw new InvalidInput("Source id %s is of no known kind.", text);
  }

  /** What stands after the prefix. */
  public String rest() {
    return text.substring(text.indexOf(':') + 1);
  }

  /** The host or site of a domain, path or account; null for the others. */
  public @Nullable String host() {
    Kind kind = kind();
    if (kind == Kind.DOMAIN) {
      return rest();
    }
    if (kind != Kind.PATH && kind != Kind.ACCOUNT) {
      return null;
    }
    String rest = rest();
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  @Override
  public String toString() {
    return text;
  }

  private void checkRest(Kind kind) {
    String rest = rest();
    InvalidInput.check(
        rest.equals(VisibleText.of(rest)),
        "The source id names nothing, or has a blank after its colon; write %s and what it names.",
        kind.prefix);
    if (kind == Kind.DOMAIN || kind == Kind.PATH) {
      checkHost();
    }
    if (kind == Kind.PATH) {
      InvalidInput.check(
          rest.indexOf('/') > 0 && !rest.endsWith("/") && !rest.contains("//"),
          "The source id needs segments without empty ones: path:host/segment[/segment].");
    }
    if (kind == Kind.ACCOUNT) {
      int slash = rest.indexOf('/');
      InvalidInput.check(
          slash > 0 && slash == rest.lastIndexOf('/') && slash < rest.length() - 1,
          "The source id must be account:site/author, with / : %% in the author as %%2F %%3A"
              + " %%25.");
    }
  }

  private void checkHost() {
    String host = Objects.requireNonNullElse(host(), "");
    String normal = Host.ofName(host);
    if (normal == null) {
      throw new InvalidInput("The source id names no host; write e.g. domain:example.org.");
    }
    InvalidInput.check(
        host.equals(normal),
        "The source id does not spell its host as the crawl does; write %s instead of %s.",
        normal,
        host);
  }

  /** NFC and trimmed; each of {@code reserved} and every hidden character percent-encoded. */
  static String encoded(String given, String reserved) {
    String visible = VisibleText.of(given);
    String text = visible == null ? hidden(given) : nfc(visible);
    StringBuilder to = null;
    boolean escape = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      // An accent behind an escape would join its last letter: ":\u0301" must not become
      // "%3\u00C1".
      boolean accent = escape && Character.getType(c) == Character.NON_SPACING_MARK;
      escape = accent || VisibleText.isHidden(c) || reserved.indexOf(c) >= 0;
      if (escape && to == null) {
        to = new StringBuilder(text.length() + 8).append(text, 0, i);
      }
      if (to == null) {
        continue;
      }
      if (escape) {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          to.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
      } else {
        to.appendCodePoint(c);
      }
    }
    return to == null ? text : to.toString();
  }

  /** What is left of a text that shows nothing, without its spaces. */
  private static String hidden(String text) {
    StringBuilder hidden = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!VisibleText.isSpace(text.charAt(i))) {
        hidden.append(text.charAt(i));
      }
    }
    return hidden.toString();
  }

  private static String normal(String given) {
    return encoded(given, "");
  }

  private static String nfc(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }
}
