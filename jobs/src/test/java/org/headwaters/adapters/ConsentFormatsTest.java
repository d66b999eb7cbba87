package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.ConsentSignals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;

final class ConsentFormatsTest {
  private static final String SEEN = "2026-03-01T00:00:00Z";

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  private static String json(String url, String key, String body) {
    try {
      return JsonMapper.builder()
          .build()
          .writeValueAsString(Map.of("url", url, "fetched_at", SEEN, key, body));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> signals() {
    return outside.rows(ConsentSignals.TABLE, "scope", "kind", "train", "search");
  }

  private Outside.Counts deliver(String format, String... lines) {
    Path file = outside.file(format + ".jsonl", Outside.lines(lines));
    return outside.deliver(ConsentSignals.TABLE, format, file);
  }

  private static String robots(String host, String... lines) {
    return json("https://" + host + "/robots.txt", "body", Outside.lines(lines));
  }

  @Test
  void anyTrainingAgentThatMayNotFetchRefuses() {
    assertThat(
            deliver(
                "robots",
                robots("open.org", "User-agent: *", "Allow: /"),
                robots(
                    "closed.org",
                    "User-agent: GPTBot",
                    "Disallow: /",
                    "",
                    "User-agent: *",
                    "Disallow:"),
                robots("all.org", "User-agent: *", "Disallow: /", "Allow: /public"),
                robots(
                    "part.org",
                    "user-agent: ccbot",
                    "User-Agent: other",
                    "disallow: /private # no"),
                robots("search.org", "User-agent: Bingbot", "Disallow: /"),
                robots("pattern.org", "User-agent: *", "Disallow: /*.pdf$", "Disallow: /x*")))
        .isEqualTo(Outside.Counts.of(10L, 10L, 0L, 0L));
    assertThat(signals())
        .containsExactly(
            "all.org | robots | n | null",
            "all.org/public | robots | y | null",
            "closed.org | robots | n | null",
            "open.org | robots | null | null",
            "part.org | robots | null | null",
            "part.org/private | robots | n | null",
            "pattern.org | robots | null | null",
            "pattern.org/*.pdf$ | robots | n | null",
            "pattern.org/x | robots | n | null",
            "search.org | robots | null | null");
  }

  @Test
  void preferencesInRobotsFollowTheDraftsExample() {
    deliver(
        "robots",
        robots(
            "a.org",
            "User-Agent: *",
            "Allow: /",
            "Disallow: /never/",
            "Content-Usage: train-ai=n",
            "Content-Usage: /ai-ok/ train-ai=y",
            "Content-Usage: /never/but train-ai=y",
            "Content-Signal: search=yes, ai-input=no, ai-train=no",
            "License: https://a.org/license.xml"));
    assertThat(signals())
        .containsExactly(
            "a.org | aipref | n | null",
            "a.org | content_signals | n | y",
            "a.org | other | null | null",
            "a.org | robots | null | null",
            "a.org/ai-ok/ | aipref | y | null",
            "a.org/never/ | robots | n | null",
            "a.org/never/but | aipref | null | null");
  }

  @Test
  void readsSingleFilesAndTheAgentsListAsData() {
    outside.file("robots/b.org/robots.txt", "User-agent: Timpibot\r\nDisallow: /\r\n");
    outside.file(
        "robots/c.org/robots.txt",
        "User-agent: caf\u00e9\nDisallow: /\n".getBytes(StandardCharsets.ISO_8859_1));
    Path agents = Outside.real("ai-robots-txt/robots.json");
    Outside.Counts report =
        outside.deliver(
            ConsentSignals.TABLE,
            "robots",
            folder.resolve("inputs/robots"),
            Map.of("agents", agents.toString(), "constants", Map.of("observed_at", SEEN)));
    assertThat(report).isEqualTo(Outside.Counts.of(2L, 2L, 0L, 0L));
    assertThat(outside.rows(ConsentSignals.TABLE, "scope", "train", "observed_at"))
        .containsExactly("b.org | n | " + SEEN, "c.org | null | " + SEEN);
    RobotsAgents read =
        RobotsAgents.read(agents.toString(), new Configuration(), new FieldCounts());
    assertThat(read.training()).contains("gptbot", "ccbot", "claudebot", "timpibot");
    assertThat(read.search()).contains("oai-searchbot", "perplexitybot");
    assertThat(List.of(read.training().size(), read.search().size())).containsExactly(48, 20);
    assertThat(RobotsAgents.shipped().training()).hasSize(16);
  }

  @Test
  void readsTheRecordsOfACrawl() throws IOException {
    String body = "User-agent: CCBot\nDisallow: /\n";
    String http =
        "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    StringBuilder warc = new StringBuilder();
    for (String status : List.of("200 OK", "404 Not Found")) {
      String block = http.replace("%s", status);
      warc.append("WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-01T00:00:00Z\r\n")
          .append("WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000")
          .append(status.charAt(0))
          .append(">\r\nWARC-Target-URI: https://")
          .append(status.startsWith("2") ? "d.org" : "e.org")
          .append(
              "/robots.txt\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ")
          .append(block.length())
          .append("\r\n\r\n")
          .append(block)
          .append("\r\n\r\n");
    }
    Path file = outside.gzip("robotstxt/a.warc.gz", warc.toString());
    Outside.Counts report = outside.deliver(ConsentSignals.TABLE, "robots", file);
    assertThat(report).isEqualTo(Outside.Counts.of(1L, 1L, 0L, 0L));
    assertThat(outside.rows(ConsentSignals.TABLE, "scope", "train", "observed_at"))
        .containsExactly("d.org | n | " + SEEN);
    // A real capture of a page, not of robots.txt: read to its end, and nothing in it is a signal.
    Path real = Outside.real("whirlwind/whirlwind.warc.gz");
    try (WarcReader records = new WarcReader(real)) {
      assertThat(records.records().filter(WarcResponse.class::isInstance)).hasSize(1);
    }
    assertThat(outside.deliver(ConsentSignals.TABLE, "robots", real))
        .isEqualTo(Outside.Counts.of(0L, 0L, 0L, 0L));
  }

  @Test
  void recordsOfACrawlThatAreNoHttpAreRejectsAndTheRestGoesOn() {
    String refusing = "HTTP/1.1 200 OK\r\n\r\n\uFEFFUser-agent: CCBot\nDisallow: /\n";
    String huge = "HTTP/1.1 200 OK\r\n\r\n" + "# ".repeat(1 << 20);
    String packed = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed at all";
    StringBuilder warc = new StringBuilder();
    int number = 0;
    String brotli = packed.replace("gzip", "br");
    for (String answer : List.of("what is this?\r\n\r\n", packed, huge, refusing, brotli)) {
      number++;
      warc.append("WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-01T00:00:00Z\r\n")
          .append("WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000")
          .append(number)
          .append(">\r\nWARC-Target-URI: https://h")
          .append(number)
          .append(".org/robots.txt\r\nContent-Type: application/http;msgtype=response\r\n")
          .append("Content-Length: ")
          .append(answer.getBytes(StandardCharsets.UTF_8).length)
          .append("\r\n\r\n")
          .append(answer)
          .append("\r\n\r\n");
    }
    Path file = outside.gzip("robotstxt/a.warc.gz", warc.toString());
    assertThat(outside.deliver(ConsentSignals.TABLE, "robots", file))
        .isEqualTo(Outside.Counts.of(6L, 2L, 0L, 4L));
    assertThat(signals())
        .containsExactly("h3.org | robots | null | null", "h4.org | robots | n | null");
    assertThat(outside.rejects())
        .containsExactly(
            "a.warc.gz:1 null is_http",
            "a.warc.gz:2 null is_http",
            "a.warc.gz:3 null body_fits",
            "a.warc.gz:5 null is_http");
    for (int cut : new int[] {400, warc.length() / 2, warc.length() - 100}) {
      Path half = outside.gzip("robotstxt/half.warc.gz", warc.substring(0, cut));
      assertThatThrownBy(() -> outside.deliver(ConsentSignals.TABLE, "robots", half))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("half.warc.gz");
    }
  }

  @Test
  void theDraftsVectorsOfContentUsage() {
    assertThat(usage("train-ai=n")).isEqualTo(new Preference("n", null));
    assertThat(usage("train-ai=y, search=n")).isEqualTo(new Preference("y", "n"));
    assertThat(usage("train-ai=y, train-ai, search=n, search=\"n\"")).isEqualTo(Preference.UNKNOWN);
    assertThat(usage("train-ai;allow=n, train-ai=y")).isEqualTo(new Preference("y", null));
    assertThat(usage("train-ai=y;x=1, other=n, train-genai=n"))
        .isEqualTo(new Preference("y", null));
    assertThat(usage("Train-AI=n")).isEqualTo(Preference.UNKNOWN);
    assertThat(usage("train-ai=N, search=yes")).isEqualTo(Preference.UNKNOWN);
    assertThat(usage("train-ai=n, ,,")).isEqualTo(Preference.UNKNOWN);
    assertThat(usage("")).isEqualTo(Preference.UNKNOWN);
    assertThat(new Preference("y", null).and(new Preference("n", "y")))
        .isEqualTo(new Preference("n", "y"));
  }

  private static Preference usage(String field) {
    return Preference.ofContentUsage(field, new FieldCounts());
  }

  @Test
  void headersSpeakForTheirPage() {
    assertThat(
            deliver(
                "aipref",
                json("https://f.org:8080/a/b?c#d", "content_usage", "train-ai=n, search=y"),
                json("https://f.org", "content_usage", "train-ai"),
                "{\"url\":\"https://f.org/two\",\"fetched_at\":\""
                    + SEEN
                    + "\",\"content_usage\":[\"train-ai=y\",\"train-ai=n\"]}",
                json("no url at all", "content_usage", "train-ai=n"),
                "{\"url\":\"https://f.org/x\",\"content_usage\":\"train-ai=n\"}"))
        .isEqualTo(Outside.Counts.of(5L, 3L, 0L, 2L));
    assertThat(signals())
        .containsExactly(
            "f.org/ | aipref | null | null",
            "f.org/a/b?c | aipref | n | y",
            "f.org/two | aipref | n | null");
    assertThat(outside.rejects())
        .containsExactly(
            "aipref.jsonl:4 null url_has_a_host", "aipref.jsonl:5 observed_at is_required");
  }

  @Test
  void theFirstLocationOfTdmrepDecides() {
    assertThat(
            deliver(
                "tdmrep",
                json(
                    "https://g.org/.well-known/tdmrep.json",
                    "body",
                    "[{\"location\":\"/open/closed\",\"tdm-reservation\":1,\"tdm-policy\":\"https://g.org/p\"},"
                        + "{\"location\":\"/open/*\",\"tdm-reservation\":\"0\"},"
                        + "{\"location\":\"/open/late\",\"tdm-reservation\":1},"
                        + "{\"location\":\"/odd\",\"tdm-reservation\":7},"
                        + "{\"location\":\"/a*b$\",\"tdm-reservation\":1},"
                        + "{\"location\":\"/\",\"tdm-reservation\":1}]"),
                json("https://h.org/", "body", "{}"),
                json("https://i.org/", "body", "[{")))
        .isEqualTo(Outside.Counts.of(8L, 6L, 0L, 2L));
    assertThat(signals())
        .containsExactly(
            "g.org | tdmrep | n | null",
            "g.org/a*b$ | tdmrep | n | null",
            "g.org/odd | tdmrep | null | null",
            "g.org/open/ | tdmrep | y | null",
            "g.org/open/closed | tdmrep | n | null",
            "g.org/open/late | tdmrep | y | null");
  }

  @Test
  void rslSaysWhatIsPermittedAndForWhat() {
    String paid =
        """
        <?xml version="1.0"?>
        <rsl xmlns="https://rslstandard.org/rsl">
          <content url="/"><license><prohibits type="usage">ai-train</prohibits></license></content>
          <content url="https://j.org/paid/*"><license>
            <permits type="usage">ai-train search</permits><permits type="geo">EU</permits>
            <payment type="inference"><amount currency="USD">1.00</amount></payment></license></content>
          <content url="/find"><license><permits type="usage">search</permits></license></content>
          <content url="/two"><license><permits type="usage">all</permits></license>
            <license><prohibits type="usage">all</prohibits></license></content>
          <content url="/none"><license><payment type="free"/></license></content>
        </rsl>
        """;
    assertThat(
            deliver(
                "rsl",
                json("https://j.org/license.xml", "body", paid),
                json(
                    "https://k.org/",
                    "body",
                    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><rsl>&e;</rsl>"),
                json("https://l.org/", "body", "<rsl><content url=\"/\">"),
                json("https://m.org/", "body", "<html><body>Not found</body></html>")))
        .isEqualTo(Outside.Counts.of(8L, 5L, 0L, 3L));
    assertThat(
            outside.rows(
                ConsentSignals.TABLE,
                "scope",
                "train",
                "search",
                "payment_type",
                "amount",
                "currency"))
        .containsExactly(
            "j.org | n | null | null | null | null",
            "j.org/find | n | y | null | null | null",
            "j.org/none | null | null | free | null | null",
            "j.org/paid/ | y | y | use | 1.000000 | USD",
            "j.org/two | n | n | null | null | null");
  }
}
