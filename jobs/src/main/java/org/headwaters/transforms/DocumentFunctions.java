package org.headwaters.transforms;

import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.source.Authors;
import org.headwaters.core.source.ConsentScopes;
import org.headwaters.core.source.ConsentSignal;
import org.headwaters.core.source.Host;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.core.source.Refusal;
import org.headwaters.core.source.SourceId;
import org.headwaters.core.source.SourceRules;
import org.headwaters.core.source.UrlScope;
import org.headwaters.tables.TextFunctions;
import org.jspecify.annotations.Nullable;

/**
 * What {@code core.source} says of one document, as functions of columns. All are deterministic.
 */
final class DocumentFunctions {
  static final String SOURCE = "source";
  static final String WEIGHT = "weight";

  /** What a pseudonym stands for; null where the source is shown as it is. */
  static final String CLEAR = "clear";

  /** A source as it is shown, and what it stands for. */
  static final StructType NAMED =
      new StructType()
          .add(SOURCE, DataTypes.StringType, false)
          .add(CLEAR, DataTypes.StringType, true);

  /** A source and its weight in units of 10⁻⁶ ppm. */
  static final StructType WEIGHTED = NAMED.add(WEIGHT, DataTypes.createDecimalType(38, 0), false);

  /** A source and its part of a document's weight. */
  static final StructType PART = NAMED.add(WEIGHT, DataTypes.LongType, false);

  private static final UserDefinedFunction SITE =
      udf(
          (UDF1<@Nullable String, @Nullable String>) DocumentFunctions::siteOf,
          DataTypes.StringType);

  private DocumentFunctions() {}

  /** {@link org.headwaters.core.source.Digest#normal}. */
  static Column digest(Column digest) {
    return TextFunctions.digest(digest);
  }

  /** The private domain of a url's host; null for what is no url. */
  static Column site(Column url) {
    return SITE.apply(url);
  }

  /**
   * The source of a page without authorship rows: (url, author_id, dataset_id) → {@link #NAMED}.
   */
  static UserDefinedFunction pageSource(Attribution attribution, Pseudonyms names) {
    SourceRulesCall call = new SourceRulesCall(List.copyOf(attribution.sourceRules()), names);
    return udf(call, NAMED);
  }

  /**
   * (actor, action, weight) rows → actors with a weight, in the order of the names that they are
   * shown by; null if nobody has one.
   */
  static UserDefinedFunction authorWeights(Attribution attribution, Pseudonyms names) {
    TreeMap<String, Integer> ppm = new TreeMap<>(attribution.actionsPpm());
    return udf(
        (UDF1<scala.collection.Seq<Row>, @Nullable Row[]>) acts -> weights(acts, ppm, names),
        DataTypes.createArrayType(WEIGHTED, false));
  }

  /** (w, weighted authors) → their parts, by the split rule. */
  static UserDefinedFunction split() {
    return udf(
        (UDF2<Long, scala.collection.Seq<Row>, Row[]>) DocumentFunctions::parts,
        DataTypes.createArrayType(PART, false));
  }

  /** A consent scope's host, the key by which signals and pages meet. */
  static Column scopeHost(Column scope) {
    return udf((UDF1<String, String>) text -> UrlScope.parse(text).joinHost(), DataTypes.StringType)
        .apply(scope);
  }

  /** The host of a url. */
  static Column host(Column url) {
    return udf((UDF1<@Nullable String, @Nullable String>) Host::ofUrl, DataTypes.StringType)
        .apply(url);
  }

  /** Every {@link #scopeHost} that may speak for a host. */
  static Column scopeHosts(Column host) {
    return udf(
            (UDF1<String, String[]>) h -> ConsentScopes.hostsAbove(h).toArray(new String[0]),
            DataTypes.createArrayType(DataTypes.StringType, false))
        .apply(host);
  }

  /** (url, epoch second of the fetch, signals as {@code Refusals} collects them) → refused. */
  static UserDefinedFunction refused() {
    return udf(
        (UDF3<@Nullable String, @Nullable Long, scala.collection.@Nullable Seq<Row>, Boolean>)
            DocumentFunctions::isRefused,
        DataTypes.BooleanType);
  }

  private static @Nullable String siteOf(@Nullable String url) {
    return ShippedSuffixes.sites().ofUrl(url);
  }

  private static Row @Nullable [] weights(
      scala.collection.Seq<Row> rows, SortedMap<String, Integer> ppm, Pseudonyms names) {
    List<Authors.Act> acts = new ArrayList<>(rows.size());
    Map<String, String> clear = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.apply(i);
      String shown = names.source(row.getString(0));
      clear.put(shown, row.getString(0));
      acts.add(new Authors.Act(shown, row.getString(1), row.getDecimal(2)));
    }
    SortedMap<String, BigInteger> weights = Authors.weights(acts, ppm);
    if (weights.isEmpty()) {
      return null;
    }
    List<Row> all = new ArrayList<>(weights.size());
    weights.forEach(
        (shown, weight) ->
            all.add(
                RowFactory.create(shown, meant(shown, clear.get(shown)), new BigDecimal(weight))));
    return all.toArray(new Row[0]);
  }

  private static @Nullable String meant(String shown, @Nullable String clear) {
    return shown.equals(clear) ? null : clear;
  }

  private static Row[] parts(Long w, scala.collection.Seq<Row> authors) {
    SortedMap<String, BigInteger> weights = new TreeMap<>(KeyOrder.UTF8);
    Map<String, String> clear = new HashMap<>();
    for (int i = 0; i < authors.size(); i++) {
      Row author = authors.apply(i);
      clear.put(author.getString(0), author.getString(1));
      weights.put(author.getString(0), author.getDecimal(2).toBigIntegerExact());
    }
    List<Row> all = new ArrayList<>(authors.size());
    for (Authors.Part part : Authors.split(w, weights)) {
      all.add(RowFactory.create(part.source(), clear.get(part.source()), part.weight()));
    }
    return all.toArray(new Row[0]);
  }

  private static Boolean isRefused(
      @Nullable String url, @Nullable Long fetched, scala.collection.@Nullable Seq<Row> rows) {
    if (url == null || rows == null) {
      return false;
    }
    List<ConsentSignal> signals = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.apply(i);
      signals.add(
          new ConsentSignal(
              UrlScope.parse(row.getString(0)),
              row.getString(1),
              ConsentSignal.Train.parse(row.getString(2)),
              row.getLong(3),
              row.isNullAt(4) ? null : Long.valueOf(row.getLong(4))));
    }
    return Refusal.refused(url, fetched, signals);
  }

  /** The page's source by its author, else by the policy's rules, else by its site. */
  private static final class SourceRulesCall
      implements UDF3<@Nullable String, @Nullable String, String, Row> {
    private static final long serialVersionUID = 1L;
    private final ArrayList<String[]> given = new ArrayList<>();
    private final Pseudonyms names;
    private transient @Nullable SourceRules rules;

    SourceRulesCall(List<org.headwaters.core.source.SourceRule> rules, Pseudonyms names) {
      this.names = names;
      for (org.headwaters.core.source.SourceRule rule : rules) {
        given.add(new String[] {rule.host(), rule.source(), Boolean.toString(rule.lower())});
      }
    }

    @Override
    public Row call(@Nullable String url, @Nullable String author, String datasetId) {
      String clear = clear(url, author, datasetId);
      String shown = names.source(clear);
      return RowFactory.create(shown, meant(shown, clear));
    }

    private String clear(@Nullable String url, @Nullable String author, String datasetId) {
      String host = Host.ofUrl(url);
      if (url == null || host == null) {
        return (author == null ? SourceId.NO_SOURCE : SourceId.accountWithin(datasetId, author))
            .text();
      }
      String site = ShippedSuffixes.sites().ofHost(host);
      return author == null
          ? rules().sourceOf(url, host, site)
          : SourceId.account(site, author).text();
    }

    private SourceRules rules() {
      SourceRules known = rules;
      if (known == null) {
        known =
            new SourceRules(
                given.stream()
                    .map(
                        r ->
                            new org.headwaters.core.source.SourceRule(
                                r[0], r[1], Boolean.parseBoolean(r[2])))
                    .toList());
        rules = known;
      }
      return known;
    }
  }
}
