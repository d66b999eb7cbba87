package org.headwaters.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.reports.print.SiteFolder;
import org.headwaters.reports.told.Sites;
import org.junit.jupiter.api.Test;

/** The folder for everybody: what can be looked up in it, and that nothing in it acts. */
final class SiteFolderTest {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

  private static SortedMap<String, String> pages(String name, String contact) {
    SortedMap<String, String> pages = new TreeMap<>();
    SiteFolder.of(Sites.of(HandMade.named(name), 10, contact, SiteFolder.verifies()))
        .forEach((path, bytes) -> pages.put(path, new String(bytes, StandardCharsets.UTF_8)));
    return pages;
  }

  @Test
  void everyMonthAndDomainHasAPageAndEveryMonthAReport() {
    SortedMap<String, String> pages = pages("writers.example", "claims@operator.example");
    assertThat(pages)
        .containsKeys(
            "index.html",
            "periods/2026-09.html",
            "periods/2026-10.html",
            "domains/writers.example.html",
            "reports/2026-09/index.html",
            "reports/2026-09/report.json",
            "reports/2026-10/csv/sites.csv",
            "csv/domains.csv",
            "SHA256SUMS");
    assertThat(pages.get("csv/domains.csv").lines())
        .containsExactly("domain,credit_micros", "writers.example,600");
    assertThat(text(pages.get("domains/writers.example.html")))
        .contains("Write to claims@operator.example and name what is yours: domain:writers.example")
        .contains("waits for 36 months and goes to fund:commons then");
    assertThat(pages.get("reports/2026-09/report.json")).contains("\"periods\":[\"2026-09\"]");
  }

  @Test
  void whatFewHoldersGetIsToldOnNoPage() {
    SortedMap<String, String> pages = pages("writers.example", "");
    assertThat(pages.get("domains/writers.example.html"))
        .contains("<data value=\"300\">")
        .contains("<td class=\"n\">few</td>")
        .doesNotContain("<data value=\"200\">");
    assertThat(pages.get("reports/2026-09/csv/sites.csv")).contains(",withheld,withheld,");
  }

  @Test
  void everyLinkLeadsToAFileOfTheFolderAndEveryFileIsReachedFromTheFirstPage() {
    SortedMap<String, String> pages = pages("writers.example", "");
    Map<String, Boolean> reached = new TreeMap<>();
    reach("index.html", pages, reached);
    assertThat(reached.keySet())
        .containsAll(pages.keySet().stream().filter(path -> !path.equals("SHA256SUMS")).toList());
  }

  private static void reach(
      String path, SortedMap<String, String> pages, Map<String, Boolean> reached) {
    assertThat(pages).as("a link leads to %s", path).containsKey(path);
    // The page by which a proof is checked is not of our making: it is only put beside the others.
    if (reached.putIfAbsent(path, true) != null
        || !path.endsWith(".html")
        || path.equals(Sites.VERIFY)) {
      return;
    }
    Matcher links = LINK.matcher(pages.get(path));
    while (links.find()) {
      String to = links.group(1);
      if (!to.startsWith("#")) {
        assertThat(to).doesNotContain(":").doesNotStartWith("/");
        Path parent = Path.of("/" + path).getParent();
        reach(parent.resolve(to).normalize().toString().substring(1), pages, reached);
      }
    }
  }

  @Test
  void namesFromOutsideAreTextAndNeverAPath() {
    for (String name : Hostile.NAMES) {
      SortedMap<String, String> pages = pages(name, name);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        assertThat(page.getKey()).as(name).matches("[A-Za-z0-9/._-]{1,160}").doesNotContain("..");
        if (page.getKey().endsWith(".html") && !page.getKey().equals(Sites.VERIFY)) {
          Hostile.checkHarmless(page.getValue(), name);
          assertThat(page.getValue()).contains("default-src 'none'");
        }
      }
    }
  }

  @Test
  void thePageByWhichAProofIsCheckedIsThereAndLinkedOrNeither() {
    SortedMap<String, String> pages = pages("writers.example", "");
    assertThat(pages.containsKey(Sites.VERIFY)).isEqualTo(SiteFolder.verifies());
    assertThat(pages.get("index.html").contains("href=\"verify.html\""))
        .isEqualTo(SiteFolder.verifies());
  }

  @Test
  void isTheSameToTheByteWhenItIsMadeAgain() {
    assertThat(pages("writers.example", "")).isEqualTo(pages("writers.example", ""));
  }

  private static String text(String page) {
    return page.replaceAll("<[^>]+>", "").replace('\u00A0', ' ');
  }
}
