package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.lineage.Asset;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Contents;
import org.headwaters.core.lineage.Disclosure;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.lineage.UsageEdges;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.policy.Validity;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.settlement.Pool;
import org.headwaters.core.settlement.Pools;
import org.headwaters.core.settlement.RevenueSum;
import org.headwaters.core.settlement.Settlement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Core alone recomputes pools and flows of random worlds from the tables: no Spark, no lake, and to
 * the micro what the separate calculation says.
 */
final class CoreAloneTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final BigDecimal MICRO = BigDecimal.TEN.pow(6);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {8, 9, 10, 11, 12, 13})
  void poolsAndFlowsAreThoseOfTheSeparateCalculation(int seed, @TempDir Path folder)
      throws Exception {
    Path world = folder.resolve("world");
    RandomWorldsTest.generate(seed, world);
    Policy policy = Policy.of(YamlFile.read(world.resolve("policy.yaml")));
    List<Map<String, String>> contributions = rows(world.resolve("expected/contributions.csv"));
    for (Period period : List.of(Period.parse("2026-09"), Period.parse("2026-10"))) {
      Tables tables = new Tables(world.resolve("inputs"), period);
      Pools pools = Pools.of(tables.sums(), tables.rates(), policy, period.lastDay());
      AssetGraph graph = AssetGraph.of(policy.flowRules(), tables.lineage(contributions));
      Settlement settled = Settlement.of(pools, policy, graph);
      Path expected = world.resolve("expected").resolve(period.toString());
      assertThat(pools.pools().stream().map(CoreAloneTest::line).map(CoreAloneTest::masked))
          .containsExactlyInAnyOrderElementsOf(lines(expected.resolve("pools.csv")));
      assertThat(settled.flows().stream().map(CoreAloneTest::line).map(CoreAloneTest::masked))
          .containsExactlyInAnyOrderElementsOf(lines(expected.resolve("asset_flows.csv")));
    }
  }

  /** Persons' sources by their places: under which name a person stands moves no money here. */
  private static String masked(String line) {
    return line.replaceAll("(account|path):([^/|]+)/[^|]*", "$1:$2/~")
        .replaceAll("rater:[^|]*", "rater:~");
  }

  private static String line(Pool pool) {
    RevenueSum sum = pool.sum();
    return String.join(
        "|",
        sum.earnerId(),
        sum.kind().key(),
        sum.currency(),
        sum.covers() == null ? "" : sum.covers(),
        Long.toString(sum.lines()),
        Long.toString(pool.grossMicros()),
        Long.toString(pool.poolMicros()),
        Long.toString(pool.retainedMicros()));
  }

  private static String line(MoneyFlow flow) {
    return String.join(
        "|",
        flow.fromId(),
        flow.kind().key(),
        flow.toId() == null ? "" : flow.toId(),
        flow.stage() == null ? "" : flow.stage().key(),
        flow.relation() == null ? "" : flow.relation().key(),
        flow.reason() == null ? "" : flow.reason().key(),
        Long.toString(flow.amountMicros()));
  }

  private static List<String> lines(Path file) {
    return records(file).stream().map(record -> masked(String.join("|", record.toList()))).toList();
  }

  private static List<Map<String, String>> rows(Path file) {
    return records(file).stream().map(CSVRecord::toMap).distinct().toList();
  }

  private static List<CSVRecord> records(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String given(Map<String, String> row, String column) {
    String value = row.getOrDefault(column, "");
    return value.isEmpty() ? null : value;
  }

  private static String given(Map<String, String> row, String column, String otherwise) {
    String value = given(row, column);
    return value == null ? otherwise : value;
  }

  private static @Nullable Integer ppm(Map<String, String> row, String column) {
    String value = given(row, column);
    return value == null ? null : Integer.valueOf(value);
  }

  /** A world's input tables, and what of them counts in a period. */
  private record Tables(Path folder, Period period) {
    /** One file, or a folder of them, as CSV or JSON Lines; the same row twice counts once. */
    List<Map<String, String>> of(String table) {
      Set<Map<String, String>> rows = new LinkedHashSet<>();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String name = folder.relativize(file).getName(0).toString();
          if (name.equals(table) || name.startsWith(table + ".")) {
            rows.addAll(file.toString().endsWith(".csv") ? rows(file) : jsonRows(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return List.copyOf(rows);
    }

    private static List<Map<String, String>> jsonRows(Path file) throws IOException {
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        Map<String, String> row = new TreeMap<>();
        JSON.readTree(line)
            .fields()
            .forEachRemaining(
                cell -> {
                  if (!cell.getValue().isNull()) {
                    row.put(cell.getKey(), cell.getValue().asText());
                  }
                });
        rows.add(row);
      }
      return rows;
    }

    List<Map<String, String>> ofPeriod(String table) {
      return of(table).stream().filter(row -> row.get("period").equals(period.toString())).toList();
    }

    List<RevenueSum> sums() {
      Map<List<String>, List<BigDecimal>> lines = new HashMap<>();
      for (Map<String, String> row : ofPeriod("revenue")) {
        String gross = given(row, "gross_amount");
        BigDecimal amount =
            gross == null
                ? new BigDecimal(row.get("quantity"))
                    .multiply(new BigDecimal(row.get("unit_price")))
                : new BigDecimal(gross);
        List<String> key =
            List.of(
                row.get("asset_id"),
                row.get("kind"),
                row.get("currency"),
                given(row, "covers", ""));
        lines.computeIfAbsent(key, k -> new ArrayList<>()).add(amount);
      }
      List<RevenueSum> sums = new ArrayList<>();
      lines.forEach(
          (key, amounts) ->
              sums.add(
                  new RevenueSum(
                      key.get(0),
                      RevenueKind.of(key.get(1)),
                      key.get(2),
                      key.get(3).isEmpty() ? null : key.get(3),
                      amounts.size(),
                      amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))));
      return sums;
    }

    ExchangeRates rates() {
      List<ExchangeRates.Rate> rates = new ArrayList<>();
      for (Map<String, String> row : of("exchange_rates")) {
        LocalDate date = LocalDate.parse(row.get("rate_date"));
        rates.add(
            new ExchangeRates.Rate(date, row.get("currency"), new BigDecimal(row.get("rate"))));
      }
      return new ExchangeRates("EUR", rates);
    }

    LineageInput lineage(List<Map<String, String>> contributions) {
      List<Asset> assets = new ArrayList<>();
      for (Map<String, String> row : of("assets")) {
        Integer own = ppm(row, "own_share_ppm");
        assets.add(
            new Asset(
                row.get("asset_id"),
                AssetKind.of(row.get("kind")),
                Disclosure.of(given(row, "disclosure", "unstated")),
                own == null ? 0 : own));
      }
      Map<String, BigInteger> measured = new HashMap<>();
      for (Map<String, String> row : ofPeriod("output_attributions")) {
        measured.merge(row.get("asset_id"), micros(row.get("weight")), BigInteger::add);
      }
      return new LineageInput(assets, edges(), contents(contributions), measured, Set.of());
    }

    private List<Edge> edges() {
      List<UsageEdges.Served> served = new ArrayList<>();
      Set<String> services = new HashSet<>();
      for (Map<String, String> row : ofPeriod("served_usage")) {
        String earned = given(row, "earned_amount");
        services.add(row.get("service_id"));
        served.add(
            new UsageEdges.Served(
                row.get("service_id"),
                row.get("model_id"),
                Long.parseLong(row.get("tokens")),
                earned == null ? null : new BigDecimal(earned)));
      }
      List<Edge> edges = new ArrayList<>(UsageEdges.of(served, period.firstDay()).edges());
      for (Map<String, String> row : of("derivations")) {
        LocalDate from = LocalDate.parse(given(row, "valid_from", "1970-01-01"));
        String to = given(row, "valid_to");
        Edge edge = edge(row, from);
        boolean replaced =
            edge.relation() == Relation.SERVES
                && services.contains(edge.childId())
                && (edge.sharePpm() == null || !edge.hasEvidence());
        boolean valid =
            new Validity(from, to == null ? null : LocalDate.parse(to)).contains(period.lastDay());
        if (valid && !replaced) {
          edges.add(edge);
        }
      }
      return edges;
    }

    private static Edge edge(Map<String, String> row, LocalDate from) {
      String weight = given(row, "weight");
      return new Edge(
          row.get("child_id"),
          row.get("parent_id"),
          Relation.of(row.get("relation")),
          weight == null
              ? null
              : Edge.units(new BigDecimal(weight).setScale(20, RoundingMode.HALF_EVEN)),
          ppm(row, "share_ppm"),
          Integer.parseInt(given(row, "confidence_ppm", "1000000")),
          given(row, "evidence") != null,
          from);
    }

    private static List<Contents> contents(List<Map<String, String>> contributions) {
      Map<String, Map<String, SortedMap<String, BigInteger>>> parts = new TreeMap<>();
      for (Map<String, String> row : contributions) {
        parts
            .computeIfAbsent(row.get("dataset_id"), id -> new HashMap<>())
            .computeIfAbsent(row.get("part"), part -> new TreeMap<>())
            .put(row.get("source_id"), new BigInteger(row.get("weight")));
      }
      List<Contents> contents = new ArrayList<>();
      parts.forEach(
          (datasetId, of) ->
              contents.add(
                  new Contents(
                      datasetId,
                      total(of.getOrDefault("documents", new TreeMap<>())),
                      of.getOrDefault("generated", new TreeMap<>()),
                      total(of.getOrDefault("feedback", new TreeMap<>())),
                      of.getOrDefault("feedback_models", new TreeMap<>()))));
      return contents;
    }

    private static BigInteger total(SortedMap<String, BigInteger> weights) {
      return weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger micros(String units) {
      return new BigDecimal(units).multiply(MICRO).toBigIntegerExact();
    }
  }
}
