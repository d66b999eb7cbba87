package org.headwaters.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that somebody may give a thing to harm those who read of it. */
final class Hostile {
  /** Tags that a page of ours has; none of them can load, run or send anything. */
  private static final Set<String> TAGS =
      Set.of(
          "html head meta title style body a header h1 h2 p main section nav ul li figure svg desc"
              .concat(" path rect text figcaption div table caption thead tbody tr th td data bdi")
              .concat(" span code dl dt dd")
              .split(" "));

  static final List<String> NAMES =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'/><svg onload=alert(1)>",
          "</style><style>body{display:none}",
          "</title></svg><script src=//evil.example/x></script>",
          "{{ report }}{% include '/etc/passwd' %}",
          "=HYPERLINK(\"http://evil.example\";\"x\")",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "\u202Eevil\u202C\u200B\u0000\u0007",
          "a\r\nb\t\"c\",d",
          "n".repeat(10_000),
          "\uD83D\uDE00".repeat(400),
          "url(javascript:alert(1))",
          "../../etc/passwd",
          "javascript:alert(1)",
          "\" onmouseover=\"alert(1)",
          "]]><!--<svg><style>*{background:url(//evil.example)}</style>",
          "\u2066\u202Egpj.exe\u2069");

  private Hostile() {}

  /** The page has our tags alone, no handlers, and no text that turns others around. */
  static void checkHarmless(String page, String name) {
    Matcher tags = Pattern.compile("<\\s*/?\\s*([A-Za-z!][^\\s/>]*)").matcher(page);
    List<String> seen = new ArrayList<>();
    while (tags.find()) {
      seen.add(tags.group(1));
    }
    assertThat(seen).as(name).allMatch(tag -> TAGS.contains(tag) || tag.equals("!DOCTYPE"));
    assertThat(
            page.codePoints()
                .filter(c -> c == 0x202E || c == 0x2066 || c == 0x200B || c < 10)
                .count())
        .as(name)
        .isZero();
    assertThat(Pattern.compile("<[^>]*\\son[a-z]+\\s*=").matcher(page).find()).as(name).isFalse();
    assertThat(page).doesNotContain("n".repeat(1_000)).doesNotContain("root:");
    assertThat(page.indexOf("<style>")).isEqualTo(page.lastIndexOf("<style>"));
  }
}
