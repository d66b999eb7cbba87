package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.ConsentSignal;
import org.headwaters.core.source.Refusal;
import org.headwaters.core.source.UrlScope;
import org.headwaters.tables.ConsentSignals;
import org.junit.jupiter.api.Test;

/** What pages a robots.txt refuses, asked of the signals that it becomes. */
final class RobotsSpeakerTest {
  private static final RawRow.Shape SHAPE = RawRow.Shape.of(ConsentSignals.TABLE);
  private static final RobotsAgents AGENTS =
      new RobotsAgents(List.of("ccbot", "gptbot"), List.of("findbot"));

  private final FieldCounts fields = new FieldCounts();

  private List<Row> rows(RobotsAgents agents, String body) {
    List<Row> rows = new ArrayList<>();
    new RobotsSpeaker(agents, fields)
        .say(
            new ConsentDocument(
                new ConsentDocument.Place("robots.txt", 1, fields),
                "https://a.org",
                null,
                null,
                body),
            SHAPE,
            rows::add);
    return rows;
  }

  private static String cell(Row row, String column) {
    return row.getString(SHAPE.columns().indexOf(column));
  }

  private List<String> said(String... lines) {
    return rows(AGENTS, Outside.lines(lines)).stream()
        .map(
            row ->
                String.join(
                    " ",
                    cell(row, ConsentSignals.SCOPE),
                    cell(row, ConsentSignals.KIND),
                    String.valueOf(cell(row, ConsentSignals.TRAIN)),
                    String.valueOf(cell(row, ConsentSignals.SEARCH))))
        .sorted()
        .toList();
  }

  private List<String> refused(String body, String... paths) {
    List<ConsentSignal> signals = new ArrayList<>();
    for (Row row : rows(AGENTS, body)) {
      signals.add(
          new ConsentSignal(
              UrlScope.parse(cell(row, ConsentSignals.SCOPE)),
              cell(row, ConsentSignals.KIND),
              ConsentSignal.Train.parse(cell(row, ConsentSignals.TRAIN)),
              0,
              null));
    }
    return java.util.Arrays.stream(paths)
        .filter(path -> Refusal.refused("https://a.org" + path, 1L, signals))
        .toList();
  }

  @Test
  void allButTheHomepageIsRefusedWhereOnlyTheHomepageIsAllowed() {
    String body = "User-agent: *\nAllow: /$\nDisallow: /\n";
    assertThat(refused(body, "", "/", "/a", "/?q")).containsExactly("/a", "/?q");
    assertThat(said(body)).containsExactly("a.org robots n n", "a.org/$ robots y y");
  }

  @Test
  void onlyTheHomepageIsRefusedWhereOnlyItIsDisallowed() {
    String body = "User-agent: *\nDisallow: /$\n";
    assertThat(refused(body, "", "/", "/a", "/?q")).containsExactly("", "/");
    assertThat(said(body)).containsExactly("a.org robots null null", "a.org/$ robots n n");
  }

  @Test
  void patternsHoldWhatTheySayAndTheQueryIsPartOfThePath() {
    String body =
        "User-agent: *\nDisallow: /*?print=\nDisallow: /x/*/y$\nDisallow: *.pdf\nAllow: /ok*.pdf\n";
    assertThat(
            refused(
                body, "/a?print=1", "/a?b", "/x/1/y", "/x/1/y/", "/x/y", "/b.pdf", "/ok/b.pdf?c"))
        .containsExactly("/a?print=1", "/x/1/y", "/b.pdf");
  }

  @Test
  void aVersionBehindAProductTokenIsNoOtherAgent() {
    assertThat(
            said(
                "User-agent: GPTBot/1.0",
                "Disallow: /a",
                "Content-Usage: train-ai=n",
                "",
                "User-agent: *",
                "Content-Usage: train-ai=y",
                "Content-Signal: ai-train=yes"))
        .containsExactly(
            "a.org aipref n null",
            "a.org content_signals y null",
            "a.org robots null null",
            "a.org/a robots n null");
  }

  @Test
  void groupsOfOneAgentHoldTogetherAndAgentsShareAGroup() {
    assertThat(
            said(
                "User-agent: CCBot # us",
                "Crawl-delay: 5",
                "USER-AGENT: Other",
                "Disallow: /a",
                "User-agent: Nobody",
                "Disallow: /b",
                "User-agent: ccbot",
                "Disallow: /c",
                "Sitemap: https://a.org/s.xml"))
        .containsExactly(
            "a.org robots null null", "a.org/a robots n null", "a.org/c robots n null");
    assertThat(fields.told()).isEqualTo("crawl-delay 1, sitemap 1");
  }

  @Test
  void agentsOfSearchRefuseSearchAndOthersNothing() {
    assertThat(
            said(
                "User-agent: FindBot",
                "User-agent: AssistantBot",
                "Disallow: /",
                "",
                "User-agent: *",
                "Disallow: /cgi/"))
        .containsExactly("a.org robots null n", "a.org/cgi/ robots n null");
  }

  @Test
  void whatOneAgentMayNotFetchNoOtherAgentOpens() {
    String body =
        "User-agent: GPTBot\nDisallow: /p/\n\nUser-agent: CCBot\nDisallow: /\nAllow: /*.html$\n";
    assertThat(refused(body, "/a.html", "/p/a.html", "/a", "/p/a"))
        .containsExactly("/p/a.html", "/a", "/p/a");
    String usage =
        "User-agent: GPTBot\n"
            + "Content-Usage: train-ai=n\n\n"
            + "User-agent: *\n"
            + "Content-Usage: /x train-ai=y\n";
    assertThat(refused(usage, "/x", "/y")).containsExactly("/x", "/y");
  }

  /** The rows of the table in RFC 9309, 2.2.2, and of its 2.2.3. */
  @Test
  void pathsAreComparedInOnePercentEncoding() {
    String query = "/foo/bar?baz=https://foo.bar";
    String coded = "/foo/bar?baz=https%3A%2F%2Ffoo.bar";
    String japanese = "/foo/bar/\u30C4";
    String octets = "/foo/bar/%E3%83%84";
    for (String rule : new String[] {query, coded}) {
      assertThat(refused("User-agent: *\nDisallow: " + rule, query, coded, "/foo/bar?baz=x"))
          .containsExactly(query, coded);
    }
    for (String rule : new String[] {japanese, octets, octets.toLowerCase(Locale.ROOT)}) {
      assertThat(refused("User-agent: *\nDisallow: " + rule, japanese, octets, "/foo/bar/"))
          .containsExactly(japanese, octets);
    }
    assertThat(refused("User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", "/foo/bar"))
        .containsExactly("/foo/bar/baz");
    assertThat(refused("User-agent: *\nDisallow: /a%2fb", "/a%2Fb", "/a/b"))
        .containsExactly("/a%2Fb");
    assertThat(refused("User-agent: *\nDisallow: /a/", "/%61/x", "/a%2Fx"))
        .containsExactly("/%61/x");
    assertThat(refused("User-agent: *\nDisallow: /%7Ejoe", "/~joe/x", "/%7ejoe"))
        .containsExactly("/~joe/x", "/%7ejoe");
    assertThat(refused("User-agent: *\nDisallow: /a%2Ab", "/a*b", "/axb")).containsExactly("/a*b");
    assertThat(refused("User-agent: *\nDisallow: /a%24", "/a$b", "/a")).containsExactly("/a$b");
    assertThat(refused("User-agent: *\nDisallow: /a$b", "/a$b", "/a")).containsExactly("/a$b");
    assertThat(refused("User-agent: *\nDisallow: /two words", "/two%20words/", "/two"))
        .containsExactly("/two%20words/");
    assertThat(refused("User-agent: *\nDisallow: /50%", "/50%", "/50%25", "/50"))
        .containsExactly("/50%", "/50%25");
  }

  @Test
  void slipsOfThePenMeanWhatWasMeant() {
    for (String body :
        new String[] {
          "User agent: GPTBot\nDissallow: /x",
          "Useragent: GPTBot\nDisalow: /x",
          "User-agent GPTBot\nDisallow /x",
          "USER-AGENT:GPTBot\nDiasllow:/x"
        }) {
      assertThat(refused(body, "/x", "/y")).as(body).containsExactly("/x");
    }
  }

  @Test
  void aSignalMayNameItsPath() {
    assertThat(
            said(
                "User-agent: *",
                "Content-Signal: /art/ ai-train=no",
                "Content-Signal: search=yes, AI-Train=Yes, ai-input=no"))
        .containsExactly(
            "a.org content_signals y y",
            "a.org robots null null",
            "a.org/art/ content_signals n null");
    assertThat(fields.told()).isEqualTo("content-signal.ai-input 1");
  }

  @Test
  void linesThatNobodyReadsAreCounted() {
    said("<html>: no", "Disallow: /lost", "User-agent: *", "Dislike: /", "no colon at all");
    assertThat(fields.told())
        .isEqualTo("(no rule) 2, disallow (before any user-agent) 1, dislike 1");
    assertThat(fields.taken()).containsExactly(java.util.Map.entry("user-agent", 1L));
  }

  /** The reference is crawler-commons, a reader of robots.txt written by crawlers' authors. */
  @Test
  void aPageIsRefusedIfAndOnlyIfALibraryWouldNotLetTheAgentFetchIt() {
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    parser.setExactUserAgentMatching(true);
    int refusals = 0;
    for (long seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      String body = body(random);
      var rules =
          parser.parseContent(
              "https://a.org/robots.txt",
              body.getBytes(StandardCharsets.UTF_8),
              "text/plain",
              List.of("gptbot"));
      RobotsAgents one = new RobotsAgents(List.of("gptbot"), List.of());
      List<ConsentSignal> signals =
          rows(one, body).stream()
              .map(
                  row ->
                      new ConsentSignal(
                          UrlScope.parse(Objects.requireNonNull(cell(row, ConsentSignals.SCOPE))),
                          "robots",
                          ConsentSignal.Train.parse(cell(row, ConsentSignals.TRAIN)),
                          0,
                          null))
              .toList();
      for (int i = 0; i < 12; i++) {
        String url = "https://a.org/" + text(random, "abc/?", 6);
        boolean refused = !rules.isAllowed(url);
        refusals += refused ? 1 : 0;
        assertThat(Refusal.refused(url, 1L, signals))
            .as("seed %d, %s of%n%s", seed, url, body)
            .isEqualTo(refused);
      }
    }
    assertThat(refusals).as("the worlds are no empty ones").isGreaterThan(3_000);
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder();
    for (int groups = 1 + random.nextInt(3); groups > 0; groups--) {
      body.append("User-agent: ")
          .append(List.of("GPTBot", "*", "gptbot", "other").get(random.nextInt(4)))
          .append('\n');
      for (int rules = random.nextInt(5); rules > 0; rules--) {
        String pattern = "/" + text(random, "abc/*?", 4);
        while (pattern.endsWith("*")) {
          pattern = pattern.substring(0, pattern.length() - 1);
        }
        body.append(random.nextBoolean() ? "Allow: " : "Disallow: ")
            .append(pattern)
            // The library does not go back for an end behind a star; PathPatternTest has those.
            .append(random.nextInt(4) == 0 && pattern.indexOf('*') < 0 ? "$" : "")
            .append('\n');
      }
    }
    return body.toString();
  }

  private static String text(Random random, String letters, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most + 1); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
