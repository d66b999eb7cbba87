package org.headwaters.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Small worlds of documents, dense enough that every rule meets every other. */
public final class RandomDocuments {
  private static final String[] URLS = {
    "https://a.com/1", "https://www.a.com/2", "http://b.org/x?y", "https://blog.c.co.uk/p",
    "https://github.com/Ann/repo", "https://github.com/", "https://d.github.io/",
        "http://1.2.3.4/z",
    "https://e.net/😀", "https://e.net/ﬀ", "not a url"
  };
  private static final String[] DIGESTS = {"AAAA", "BBBB", "CCCC", "DDDD", "EEEE"};
  private static final String[] MODELS = {"model:m/one", "model:m/two"};
  private final Random random;

  private RandomDocuments(long seed) {
    random = new Random(seed);
  }

  /** The same world for the same seed. */
  public static NaiveDocuments.World of(long seed) {
    return new RandomDocuments(seed).world();
  }

  private NaiveDocuments.World world() {
    List<Map<String, String>> captures = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      captures.add(capture(i));
    }
    List<Map<String, String>> entries = new ArrayList<>();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      entries.add(entry(i));
    }
    return new NaiveDocuments.World(captures, entries, authorship(), signals(), feedback());
  }

  private Map<String, String> capture(int number) {
    Map<String, String> row = new HashMap<>();
    row.put("crawl", "CC-" + random.nextInt(2));
    row.put("url", pick(URLS));
    row.put("fetch_time", time());
    row.put("warc_filename", "w" + random.nextInt(3));
    row.put("warc_record_offset", Integer.toString(number));
    row.put("warc_record_length", Integer.toString(random.nextInt(4) * 256 + random.nextInt(3)));
    row.put("fetch_status", chance(10) ? "404" : "200");
    row.put("subset", chance(10) ? "robotstxt" : chance(20) ? "news-warc" : "warc");
    maybe(row, "content_mime_type", chance(10) ? "warc/revisit" : "text/html");
    maybe(row, "content_digest", pick(DIGESTS));
    maybe(row, "text_digest", pick(DIGESTS));
    maybe(row, "published_at", time());
    rarely(row, "author_id", "u/" + random.nextInt(3));
    if (chance(8)) {
      row.put("generated_by", pick(MODELS));
    }
    return row;
  }

  private Map<String, String> entry(int number) {
    Map<String, String> row = new HashMap<>();
    row.put("dataset_id", "dataset:d" + random.nextInt(2));
    row.put("document_id", "doc" + number);
    maybe(row, "url", pick(URLS));
    maybe(
        row,
        "content_digest",
        chance(50) ? "sha1:" + pick(DIGESTS) : pick(DIGESTS).toLowerCase(java.util.Locale.ROOT));
    rarely(row, "text_digest", pick(DIGESTS));
    maybe(row, "crawl", "CC-" + random.nextInt(2));
    maybe(row, "warc_filename", "w" + random.nextInt(3));
    maybe(row, "fetched_at", time());
    row.put("modality", chance(80) ? "text" : "image");
    maybe(row, "token_count", Integer.toString(random.nextInt(5) * 7));
    row.put("epochs", new String[] {"1", "0", "2.5", "0.333333"}[random.nextInt(4)]);
    rarely(row, "author_id", "e:" + random.nextInt(3));
    if (chance(8)) {
      row.put("generated_by", pick(MODELS));
    }
    return row;
  }

  private List<Map<String, String>> authorship() {
    Map<String, Map<String, String>> rows = new HashMap<>();
    for (int i = random.nextInt(25); i > 0; i--) {
      String kind = new String[] {"document", "digest", "url"}[random.nextInt(3)];
      String scope =
          switch (kind) {
            case "document" -> "dataset:d" + random.nextInt(2) + "#doc" + (1 + random.nextInt(60));
            case "digest" -> (chance(50) ? "sha1:" : "") + pick(DIGESTS);
            default -> pick(URLS);
          };
      String actor =
          "account:s.com/" + (char) ('\uFF21' + random.nextInt(2)) + (chance(50) ? "😀" : "");
      String action = new String[] {"write", "edit", "vote", "dance"}[random.nextInt(4)];
      Map<String, String> row = new HashMap<>();
      row.put("scope_kind", kind);
      row.put("scope", scope);
      row.put("actor", actor);
      row.put("action", action);
      row.put("weight", new String[] {"1", "0.5", "3", "0", "0.000001"}[random.nextInt(5)]);
      rows.put(kind + scope + actor + action, row);
    }
    return new ArrayList<>(rows.values());
  }

  private List<Map<String, String>> signals() {
    Map<String, Map<String, String>> rows = new HashMap<>();
    String[] scopes = {
      "a.com", "*.a.com", "www.a.com/2", "*.co.uk", "github.com/Ann", "e.net", "*.net/"
    };
    for (int i = random.nextInt(10); i > 0; i--) {
      Map<String, String> row = new HashMap<>();
      row.put("scope", pick(scopes));
      row.put("kind", chance(50) ? "robots" : "aipref");
      row.put("observed_at", time());
      maybe(row, "train", chance(60) ? "n" : "y");
      rarely(row, "effective_from", time());
      rows.put(row.get("scope") + row.get("kind") + row.get("observed_at"), row);
    }
    return new ArrayList<>(rows.values());
  }

  private List<Map<String, String>> feedback() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      boolean model = chance(30);
      rows.add(
          new HashMap<>(
              Map.of(
                  "dataset_id",
                  "dataset:d" + random.nextInt(3),
                  "event_id",
                  "e" + i,
                  "rater_kind",
                  model ? "model" : "human",
                  "rater_id",
                  model ? pick(MODELS) : "rater:" + random.nextInt(3),
                  "weight",
                  new String[] {"1", "0", "0.000001", "12.5"}[random.nextInt(4)])));
    }
    return rows;
  }

  private String time() {
    return "2026-01-0"
        + (1 + random.nextInt(3))
        + "T00:00:0"
        + random.nextInt(2)
        + (chance(20) ? ".5Z" : "Z");
  }

  private String pick(String[] of) {
    return of[random.nextInt(of.length)];
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void maybe(Map<String, String> row, String column, @Nullable String value) {
    if (value != null && chance(65)) {
      row.put(column, value);
    }
  }

  private void rarely(Map<String, String> row, String column, String value) {
    if (chance(25)) {
      row.put(column, value);
    }
  }
}
