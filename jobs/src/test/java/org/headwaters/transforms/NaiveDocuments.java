package org.headwaters.transforms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.source.ConsentSignal;
import org.headwaters.core.source.Host;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.core.source.Refusal;
import org.headwaters.core.source.SourceId;
import org.headwaters.core.source.UrlScope;
import org.jspecify.annotations.Nullable;

/**
 * docs/method.md 5 and docs/decisions/0003 by plain loops over everything: what the transforms must
 * equal.
 */
public final class NaiveDocuments {
  /** Below every character of a key, so that keys sort part by part. */
  private static final String SEP = "\u0001";

  public static final Pseudonyms NAMES = new Pseudonyms(new byte[32]);
  private final Attribution policy;
  private final World world;
  private final List<Map<String, String>> captures = new ArrayList<>();

  /** Rows by column name. */
  public record World(
      List<Map<String, String>> captures,
      List<Map<String, String>> entries,
      List<Map<String, String>> authorship,
      List<Map<String, String>> signals,
      List<Map<String, String>> feedback) {}

  public NaiveDocuments(World world, Attribution policy) {
    this.world = world;
    this.policy = policy;
    for (Map<String, String> capture : world.captures()) {
      if (capture.getOrDefault("fetch_status", "200").equals("200")
          && List.of("warc", "news-warc").contains(capture.getOrDefault("subset", "warc"))
          && !"warc/revisit".equals(capture.get("content_mime_type"))
          && !"warc/revisit".equals(capture.get("content_mime_detected"))) {
        captures.add(capture);
      }
    }
  }

  /** One row of document_links. */
  public record Link(
      String dataset,
      String document,
      String source,
      String linkedBy,
      @Nullable String listed,
      @Nullable String credited,
      String creditedBy,
      @Nullable String generatedBy,
      @Nullable Long tokens,
      boolean estimated,
      long weight,
      boolean refused,
      String part) {}

  public List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (Map<String, String> entry : world.entries()) {
      links.addAll(links(entry));
    }
    return links;
  }

  /** dataset|part|source|documents|tokens|weight|refused|before|total, in that order. */
  public List<String> contributions() {
    TreeMap<String, long[]> sums = new TreeMap<>(KeyOrder.UTF8);
    for (Link link : links()) {
      if (link.weight() > 0) {
        add(
            sums,
            link.dataset() + SEP + link.part() + SEP + link.source(),
            link.tokens() == null ? 0 : link.tokens(),
            link.weight(),
            link.refused());
      }
    }
    for (Map<String, String> event : world.feedback()) {
      long weight =
          new BigDecimal(event.getOrDefault("weight", "1")).movePointRight(6).longValueExact();
      if (weight > 0) {
        String part = "model".equals(event.get("rater_kind")) ? "feedback_models" : "feedback";
        add(
            sums,
            event.get("dataset_id") + SEP + part + SEP + event.get("rater_id"),
            0,
            weight,
            false);
      }
    }
    Map<String, Long> totals = new TreeMap<>();
    sums.forEach((key, sum) -> totals.merge(partOf(key), sum[2], Long::sum));
    Map<String, Long> before = new TreeMap<>();
    List<String> rows = new ArrayList<>();
    sums.forEach(
        (key, sum) -> {
          long start = before.getOrDefault(partOf(key), 0L);
          before.put(partOf(key), start + sum[2]);
          rows.add(
              key.replace(SEP, "|")
                  + "|"
                  + sum[0]
                  + "|"
                  + sum[1]
                  + "|"
                  + sum[2]
                  + "|"
                  + sum[3]
                  + "|"
                  + start
                  + "|"
                  + totals.get(partOf(key)));
        });
    return rows;
  }

  private static void add(
      TreeMap<String, long[]> sums, String key, long tokens, long weight, boolean refused) {
    long[] sum = sums.computeIfAbsent(key, k -> new long[4]);
    sum[0]++;
    sum[1] += tokens;
    sum[2] += weight;
    sum[3] += refused ? weight : 0;
  }

  private static String partOf(String key) {
    return key.substring(0, key.indexOf(SEP, key.indexOf(SEP) + 1));
  }

  private List<Link> links(Map<String, String> entry) {
    String linkedBy = "none";
    Map<String, String> capture = null;
    for (String level : List.of("digest", "record", "crawl_url", "url")) {
      capture = level.equals("url") ? NearestCapture.of(entry, captures) : best(entry, level);
      if (capture != null) {
        linkedBy = level;
        break;
      }
    }
    boolean own = capture == null || site(entry.get("url")) != null;
    String listed = (own ? entry : capture).get("url");
    Map<String, String> first = creditedFirst(entry, capture, listed);
    String credited = first == null ? listed : first.get("url");
    String model = first(entry.get("generated_by"), get(capture, "generated_by"));
    Long tokens = tokens(entry, capture);
    long weight = weight(entry, tokens);
    boolean refused = refused(entry, capture, listed);
    TreeMap<String, BigInteger> shares = new TreeMap<>(KeyOrder.UTF8);
    if (model != null) {
      shares.put(model, BigInteger.ONE);
    } else {
      shares.putAll(authors(entry, capture, first, credited));
      if (shares.isEmpty() || weight == 0) {
        shares.clear();
        shares.put(NAMES.source(page(entry, capture, first, listed, credited)), BigInteger.ONE);
      }
    }
    List<Link> links = new ArrayList<>();
    BigInteger total = shares.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger sum = BigInteger.ZERO;
    for (Map.Entry<String, BigInteger> share : shares.entrySet()) {
      BigInteger w = BigInteger.valueOf(weight);
      long from = w.multiply(sum).divide(total).longValueExact();
      sum = sum.add(share.getValue());
      long part = w.multiply(sum).divide(total).longValueExact() - from;
      if (part > 0 || weight == 0) {
        links.add(
            new Link(
                entry.get("dataset_id"),
                entry.get("document_id"),
                share.getKey(),
                linkedBy,
                listed,
                credited,
                first == null ? "listed" : "first_capture",
                model,
                tokens,
                estimated(entry),
                part,
                refused,
                model == null ? "documents" : "generated"));
      }
    }
    return links;
  }

  private @Nullable Map<String, String> best(Map<String, String> entry, String level) {
    Map<String, String> best = null;
    Comparator<Map<String, String>> order =
        Comparator.<Map<String, String>, Boolean>comparing(
                c -> !Objects.equals(c.get("url"), entry.get("url")))
            .thenComparing(c -> Instant.parse(c.get("fetch_time")))
            .thenComparing(c -> c.get("url"), KeyOrder.UTF8)
            .thenComparing(c -> c.get("warc_filename"), KeyOrder.UTF8)
            .thenComparing(c -> Integer.valueOf(c.get("warc_record_offset")));
    for (Map<String, String> capture : captures) {
      boolean fits =
          switch (level) {
            case "digest" ->
                digest(entry.get("content_digest")) != null
                    && digest(entry.get("content_digest"))
                        .equals(digest(capture.get("content_digest")));
            case "record" ->
                entry.get("warc_filename") != null
                    && entry.get("url") != null
                    && entry.get("fetched_at") != null
                    && entry.get("warc_filename").equals(capture.get("warc_filename"))
                    && entry.get("url").equals(capture.get("url"))
                    && second(entry.get("fetched_at")).equals(second(capture.get("fetch_time")));
            default ->
                entry.get("crawl") != null
                    && entry.get("url") != null
                    && entry.get("crawl").equals(capture.get("crawl"))
                    && entry.get("url").equals(capture.get("url"));
          };
      if (fits && (best == null || order.compare(capture, best) < 0)) {
        best = capture;
      }
    }
    return best;
  }

  private @Nullable Map<String, String> creditedFirst(
      Map<String, String> entry, @Nullable Map<String, String> capture, @Nullable String listed) {
    if (policy.creditTo() == Attribution.CreditTo.AS_LISTED) {
      return null;
    }
    String text = first(digest(entry.get("text_digest")), digest(get(capture, "text_digest")));
    String content =
        first(digest(entry.get("content_digest")), digest(get(capture, "content_digest")));
    Map<String, String> earliest = earliest("text_digest", text);
    if (earliest == null) {
      earliest = earliest("content_digest", content);
    }
    if (earliest == null
        || Long.parseLong(earliest.get("warc_record_length")) < policy.minOriginalBytes()
        || site(earliest.get("url")) == null
        || Objects.equals(site(earliest.get("url")), site(listed))) {
      return null;
    }
    return earliest;
  }

  private @Nullable Map<String, String> earliest(String column, @Nullable String digest) {
    Comparator<Map<String, String>> order =
        Comparator.<Map<String, String>, Instant>comparing(this::effective)
            .thenComparing(c -> c.get("url"), KeyOrder.UTF8)
            .thenComparing(c -> c.get("warc_filename"), KeyOrder.UTF8)
            .thenComparing(c -> Integer.valueOf(c.get("warc_record_offset")));
    return captures.stream()
        .filter(c -> digest != null && digest.equals(digest(c.get(column))))
        .min(order)
        .orElse(null);
  }

  private Instant effective(Map<String, String> capture) {
    Instant fetched = Instant.parse(capture.get("fetch_time"));
    String published = capture.get("published_at");
    return published != null
            && !Instant.parse(published).isAfter(fetched)
            && policy.trustedPublishers().contains(String.valueOf(site(capture.get("url"))))
        ? Instant.parse(published)
        : fetched;
  }

  private static @Nullable Long tokens(
      Map<String, String> entry, @Nullable Map<String, String> capture) {
    if (entry.get("token_count") != null) {
      return Long.valueOf(entry.get("token_count"));
    }
    if (!entry.getOrDefault("modality", "text").equals("text")) {
      return null;
    }
    return capture == null
        ? 1L
        : Math.max(1L, Long.parseLong(capture.get("warc_record_length")) / 4);
  }

  private boolean estimated(Map<String, String> entry) {
    return policy.weighting() == org.headwaters.core.source.DocumentWeight.Weighting.TOKENS
        && entry.get("token_count") == null
        && entry.getOrDefault("modality", "text").equals("text");
  }

  private long weight(Map<String, String> entry, @Nullable Long tokens) {
    if (policy.weighting() == org.headwaters.core.source.DocumentWeight.Weighting.DOCUMENTS) {
      return 1_000_000;
    }
    Long named = policy.modalityWeights().get(entry.getOrDefault("modality", "text"));
    long counted = tokens != null ? tokens : named != null ? named : 1;
    return new BigDecimal(entry.getOrDefault("epochs", "1"))
        .multiply(BigDecimal.valueOf(counted))
        .movePointRight(3)
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  private Map<String, BigInteger> authors(
      Map<String, String> entry,
      @Nullable Map<String, String> capture,
      @Nullable Map<String, String> first,
      @Nullable String credited) {
    String content =
        first(digest(entry.get("content_digest")), digest(get(capture, "content_digest")));
    String[][] scopes = {
      {"document", entry.get("dataset_id") + "#" + entry.get("document_id")},
      {"digest", content},
      {"url", credited}
    };
    for (String[] scope : scopes) {
      Map<String, BigInteger> weights = new TreeMap<>();
      for (Map<String, String> row : world.authorship()) {
        String named = scope[0].equals("digest") ? digest(row.get("scope")) : row.get("scope");
        if (scope[1] != null && row.get("scope_kind").equals(scope[0]) && scope[1].equals(named)) {
          BigInteger weight =
              new BigDecimal(row.getOrDefault("weight", "1"))
                  .movePointRight(6)
                  .toBigIntegerExact()
                  .multiply(
                      BigInteger.valueOf(policy.actionsPpm().getOrDefault(row.get("action"), 0)));
          if (weight.signum() > 0) {
            weights.merge(NAMES.source(row.get("actor")), weight, BigInteger::add);
          }
        }
      }
      if (!weights.isEmpty()) {
        return weights;
      }
    }
    return Map.of();
  }

  private String page(
      Map<String, String> entry,
      @Nullable Map<String, String> capture,
      @Nullable Map<String, String> first,
      @Nullable String listed,
      @Nullable String credited) {
    String author = first != null ? first.get("author_id") : entry.get("author_id");
    if (first == null
        && author == null
        && capture != null
        && Objects.equals(site(capture.get("url")), site(listed))) {
      author = capture.get("author_id");
    }
    String host = Host.ofUrl(credited);
    if (host == null || credited == null) {
      return author == null
          ? SourceId.NO_SOURCE.text()
          : SourceId.accountWithin(entry.get("dataset_id"), author).text();
    }
    String site = ShippedSuffixes.sites().ofHost(host);
    return author == null
        ? policy.sources().sourceOf(credited, host, site)
        : SourceId.account(site, author).text();
  }

  private boolean refused(
      Map<String, String> entry, @Nullable Map<String, String> capture, @Nullable String listed) {
    String fetched = capture == null ? entry.get("fetched_at") : capture.get("fetch_time");
    List<ConsentSignal> signals = new ArrayList<>();
    for (Map<String, String> row : world.signals()) {
      signals.add(
          new ConsentSignal(
              UrlScope.parse(row.get("scope")),
              row.get("kind"),
              ConsentSignal.Train.parse(row.get("train")),
              Instant.parse(row.get("observed_at")).getEpochSecond(),
              row.get("effective_from") == null
                  ? null
                  : Long.valueOf(Instant.parse(row.get("effective_from")).getEpochSecond())));
    }
    return Refusal.refused(
        listed,
        fetched == null ? null : Long.valueOf(Instant.parse(fetched).getEpochSecond()),
        signals);
  }

  private static @Nullable String site(@Nullable String url) {
    return ShippedSuffixes.sites().ofUrl(url);
  }

  private static Instant second(String time) {
    return Instant.parse(time).truncatedTo(ChronoUnit.SECONDS);
  }

  private static @Nullable String digest(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String bare = text.toLowerCase(Locale.ROOT).startsWith("sha1:") ? text.substring(5) : text;
    return bare.isEmpty() ? null : bare.toUpperCase(Locale.ROOT);
  }

  private static @Nullable String get(@Nullable Map<String, String> row, String column) {
    return row == null ? null : row.get(column);
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null ? one : other;
  }
}
