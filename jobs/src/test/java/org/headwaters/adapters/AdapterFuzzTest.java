package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Lines as others write them, cut, doubled, with swapped types and odd bytes: a reader makes rows
 * of each or tells it, and never fails in a way of its own. {@code -Dheadwaters.fuzz=20000} asks
 * that many of each format.
 */
final class AdapterFuzzTest {
  private static final int DOSE = Integer.getInteger("headwaters.fuzz", 150);
  private static final int SHOWN = 400;

  private static final byte[][] ODD = {
    "null".getBytes(StandardCharsets.UTF_8),
    "-1e999".getBytes(StandardCharsets.UTF_8),
    "[[[[{\"a\":[".getBytes(StandardCharsets.UTF_8),
    "{\"value\":".getBytes(StandardCharsets.UTF_8),
    "\u202E\u200B\u00A0\uFEFF".getBytes(StandardCharsets.UTF_8),
    "\u0000\u0007\t\r\n".getBytes(StandardCharsets.UTF_8),
    "&#x0;&#99999999999;&e;".getBytes(StandardCharsets.UTF_8),
    "*$*$**".getBytes(StandardCharsets.UTF_8),
    "\n---\n".getBytes(StandardCharsets.UTF_8),
    "a: &x [*x, *x]\n".getBytes(StandardCharsets.UTF_8),
    {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80}
  };

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed;
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(Math.min(24, bytes.length - from) + 1);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, from);
      switch (random.nextInt(6)) {
        case 0 -> {} // cut a piece out
        case 1 -> out.write(bytes, 0, random.nextInt(bytes.length + 1)); // doubled from the start
        case 2 -> out.writeBytes(ODD[random.nextInt(ODD.length)]);
        case 3 -> {
          out.write(bytes, from, to - from);
          out.write(bytes, from, to - from);
        }
        case 4 -> {
          for (int i = to - 1; i >= from; i--) {
            out.write(bytes[i]);
          }
        }
        default -> out.write(random.nextInt(256));
      }
      boolean end = random.nextInt(8) == 0; // the rest is lost
      if (!end) {
        out.write(bytes, to, bytes.length - to);
      }
      bytes = out.size() > (1 << 16) ? seed : out.toByteArray();
    }
    return bytes;
  }

  /** A reader under test: rows of one text. */
  private record Lane(String name, Table table, List<String> seeds, Read read) {}

  @FunctionalInterface
  private interface Read {
    Iterator<Row> rows(InputStream in, FieldCounts fields);
  }

  private static void run(Lane lane, Function<String, Long> least) {
    long rows = 0;
    long faults = 0;
    for (int i = 0; i < DOSE; i++) {
      Random random = new Random(i);
      String seed = lane.seeds().get(i % lane.seeds().size());
      byte[] text = mutated(seed.getBytes(StandardCharsets.UTF_8), random);
      String shown = new String(text, StandardCharsets.UTF_8);
      FieldCounts fields = new FieldCounts();
      String told =
          lane.name() + " " + i + ": " + shown.substring(0, Math.min(SHOWN, shown.length()));
      try {
        RawTexts made =
            Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                    RawTexts.of(
                        lane.table(), lane.read().rows(new ByteArrayInputStream(text), fields)),
                told);
        // Rows, counted fields or faults: a text that is not blank leaves a trace.
        assertThat(made.size() + fields.total())
            .as(told)
            .isGreaterThanOrEqualTo(least.apply(shown));
        rows += made.size();
        faults += made.broken().size();
      } catch (InvalidInput | YamlEngineException e) {
        assertThat(e.getMessage()).as(told).isNotBlank();
        faults++;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(told, e);
      }
    }
    assertThat(rows).as(lane.name()).isPositive();
    assertThat(faults).as(lane.name() + " tells what it cannot read").isPositive();
  }

  private static Long oneUnlessBlank(String text) {
    return text.isBlank() ? 0L : 1L;
  }

  private static CardRows cards(Table table) {
    return new CardRows(table == Derivations.TABLE, AssetNames.none(), RawRow.Shape.of(table));
  }

  private static final List<String> DUMPS =
      List.of(
          "{\"id\":\"acme/a\",\"kind\":\"model\",\"tags\":[\"dataset:a/b\",\"license:mit\"],\"cardData\":{\"base_model\":[\"meta/base\",{\"name\":\"x\"}],\"license\":\"mit\",\"datasets\":\"web/crawl\"}}",
          "{\"modelId\":\"acme/b\",\"created_at\":\"2025-01-02\",\"siblings\":[{\"rfilename\":\"x.gguf\"}],\"card_data\":\"language:\\n"
              + "- en\\n"
              + "base_model: a/b\\n"
              + "\"}",
          "{\"id\":\"web/crawl\",\"repo_type\":\"dataset\",\"cardData\":{\"source_datasets\":[\"extended|a/b\",\"original\"],\"tags\":[\"synthetic\"]}}");

  @Test
  void dumpsOfCards() {
    for (Table table : List.of(Assets.TABLE, Derivations.TABLE)) {
      run(
          new Lane(
              "hf-cards lines",
              table,
              DUMPS,
              (in, fields) ->
                  new RowFeed(new CardDump("a.jsonl", "", cards(table), fields).lines(in))),
          AdapterFuzzTest::oneUnlessBlank);
    }
  }

  @Test
  void cards() {
    List<String> seeds =
        List.of(
            "---\n"
                + "license: apache-2.0\n"
                + "base_model: meta/base\n"
                + "datasets: [acme/chat, web/crawl]\n"
                + "---\n"
                + "# T\n",
            "\n"
                + "<!-- a -->\n"
                + "---\n"
                + "tags: [synthetic]\n"
                + "source_datasets:\n"
                + "- extended|a/b\n"
                + "- {name: c/d}\n"
                + "---\n");
    for (Table table : List.of(Assets.TABLE, Derivations.TABLE)) {
      run(
          new Lane(
              "hf-cards README",
              table,
              seeds,
              (in, fields) ->
                  new RowFeed(
                      new CardFile(
                          new CardFile.Opened("/in/models/acme/a/README.md", in, fields),
                          Map.of(),
                          cards(table)))),
          text -> table == Assets.TABLE ? 1L : 0L);
    }
  }

  @Test
  void lists() {
    List<String> seeds =
        List.of(
            "- {type: dataset, name: Books, license: {value: MIT, explanation: x}}\n"
                + "- {type: model, name: One, dependencies: {value: [Books, Web], explanation:"
                + " y}}\n"
                + "- type: application\n"
                + "  name: Chat\n"
                + "  dependencies: [One, {name: Two, relation: merge}]\n");
    RawRow.Shape shape = RawRow.Shape.of(Derivations.TABLE);
    run(
        new Lane(
            "assets-yaml",
            Derivations.TABLE,
            seeds,
            (in, fields) -> {
              List<Row> rows = new ArrayList<>();
              String text = new String(bytes(in), StandardCharsets.UTF_8);
              AssetNames names = AssetNames.none();
              for (JsonNode one : Yaml.read("list", text)) {
                ListedAsset asset = new ListedAsset("list", 1, one, names);
                asset.declareIn(names);
                asset.count(fields);
                rows.addAll(asset.edges(names, shape, fields));
                assertThat(asset.asset(RawRow.Shape.of(Assets.TABLE))).isNotNull();
              }
              return rows.iterator();
            }),
        text -> 0L);
  }

  private static byte[] bytes(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Lane consent(String name, String body, ConsentDocuments.Speaker speaker) {
    String line =
        "{\"url\":\"https://a.org/x\",\"fetched_at\":\"2026-03-01T00:00:00Z\",\"body\":%s}\n";
    String quoted = TextNode.valueOf(body).toString();
    return new Lane(
        name,
        ConsentSignals.TABLE,
        List.of(line.replace("%s", quoted)),
        (in, fields) ->
            new RowFeed(
                new ConsentDocuments(
                    new ConsentDocuments.Opened("a.jsonl", in, fields),
                    speaker,
                    RawRow.Shape.of(ConsentSignals.TABLE))));
  }

  @Test
  void robots() {
    String body =
        "User-agent: GPTBot/1.0\nDisallow: /a*b$\nAllow: /a/\nContent-Usage: /x train-ai=n\n\n"
            + "User-agent: *\nDisallow: /\nAllow: /$\nContent-Signal: ai-train=no\n";
    RobotsSpeaker speaker = new RobotsSpeaker(RobotsAgents.shipped(), new FieldCounts());
    run(consent("robots", body, speaker::say), text -> text.isBlank() ? 0L : 1L);
  }

  @Test
  void reservationsAndLicences() {
    String tdm =
        "[{\"location\":\"/a*b\",\"tdm-reservation\":1},{\"location\":\"/\",\"tdm-reservation\":0}]";
    run(consent("tdmrep", tdm, TdmrepFormat::say), text -> 0L);
    String rsl =
        "<rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"/*.pdf$\"><license>"
            + "<prohibits type=\"usage\">ai-train</prohibits><payment type=\"use\">"
            + "<amount currency=\"USD\">1.00</amount></payment></license></content></rsl>";
    run(consent("rsl", rsl, RslLicences::say), AdapterFuzzTest::oneUnlessBlank);
    run(
        consent("aipref", "train-ai=n, search=y", AiprefFormat::say),
        text -> text.isBlank() ? 0L : 1L);
  }

  @Test
  void dumpsOfPosts() {
    List<String> posts =
        List.of(
            "<posts>\n"
                + "<row Id=\"1\" PostTypeId=\"1\" Body=\"&lt;p&gt;a&#xA;b&#x0E;\" OwnerUserId=\"7\""
                + " LastEditorUserId=\"8\" />\n"
                + "</posts>\n");
    for (Table table : List.of(ManifestEntries.TABLE, Authorship.TABLE)) {
      PostRows rows =
          new PostRows("a.org", "dataset:a", table == Authorship.TABLE, 4, RawRow.Shape.of(table));
      run(
          new Lane(
              "stackexchange",
              table,
              posts,
              (in, fields) -> new RowFeed(new DumpRows("Posts.xml", in, rows, fields))),
          text -> 0L);
    }
  }

  @Test
  void archives() {
    String body = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\n\r\nhello";
    String record =
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://a.org/x>\r\n"
            + "WARC-Date: 2026-03-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            + "Content-Type: application/http; msgtype=response\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body
            + "\r\n\r\n";
    RawRow.Shape shape = RawRow.Shape.of(Captures.TABLE);
    run(
        new Lane(
            "warc",
            Captures.TABLE,
            List.of(record + record.replace("response\r\nWARC-T", "revisit\r\nWARC-T")),
            (in, fields) -> new RowFeed(new WarcCaptures("/a.warc", in, shape))),
        text -> 0L);
  }

  @Test
  void ratesOfABank() {
    RawRow.Shape shape = RawRow.Shape.of(ExchangeRates.TABLE);
    run(
        new Lane(
            "ecb",
            ExchangeRates.TABLE,
            List.of("Date,USD,JPY,\n2026-09-30,1.1701,N/A,\n2026-09-29,1.17,173.1,\n"),
            (in, fields) -> new RowFeed(new EcbRates("/a.csv", in, shape))),
        text -> 0L);
  }
}
