package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * Graphs of real size. Times go to the test's output: of the processor, as the machine may be busy.
 */
final class LineageScaleTest {
  /** Enough for the 21 digits that the weights of the real graph have. */
  private static final int WEIGHT_DIGITS = 22;

  private static final BigInteger TEN_TO_THE_12 = BigInteger.TEN.pow(12);

  @Test
  void settlesARealDependencyGraphWithCycles() throws IOException {
    Path folder = shared("real/deepfunding");
    World world = new World().rules(World.GENEROUS);
    Set<String> payers = new HashSet<>();
    Set<String> nodes = new HashSet<>();
    for (String[] row : csv(folder.resolve("repo_parent_weight_graph.csv"))) {
      BigInteger weight = new BigDecimal(row[2]).movePointRight(WEIGHT_DIGITS).toBigIntegerExact();
      world.edges.add(
          new Edge(row[1], row[0], Relation.MIXTURE, weight, null, 1_000_000, false, World.DAY));
      payers.add(row[1]);
      nodes.add(row[0]);
      nodes.add(row[1]);
    }
    for (String node : nodes) {
      int ownShare = payers.contains(node) ? 0 : 1_000_000;
      world.assets.add(new Asset(node, AssetKind.DATASET, Disclosure.FULL, ownShare));
    }
    AssetGraph graph = world.graph();
    Flows flows = FlowSolver.settle(graph, World.entries(Map.of("ethereum", TEN_TO_THE_12)));

    Map<String, BigInteger> stayed = new HashMap<>();
    flows.balances().forEach(b -> stayed.put(b.assetId(), b.ownMicros()));
    int expected = 0;
    BigInteger sum = BigInteger.ZERO;
    for (String[] row : csv(folder.resolve("expected_payout_per_1000000.csv"))) {
      BigInteger micros = stayed.getOrDefault(row[0], BigInteger.ZERO);
      BigDecimal off = new BigDecimal(row[1]).movePointRight(6).subtract(new BigDecimal(micros));
      assertThat(off.abs()).as(row[0]).isLessThanOrEqualTo(BigDecimal.TEN);
      sum = sum.add(micros);
      expected++;
    }
    assertThat(expected).isEqualTo(5_025).isEqualTo(graph.size());
    assertThat(sum).isEqualTo(TEN_TO_THE_12);
    int selfLoops = 0;
    int loops = 0;
    for (int group = 0; group < graph.groups().count(); group++) {
      loops += graph.groups().size(group) == 2 ? 1 : 0;
    }
    for (Edge edge : world.edges) {
      selfLoops += edge.childId().equals(edge.parentId()) ? 1 : 0;
    }
    assertThat(selfLoops).isEqualTo(7);
    assertThat(loops).isEqualTo(1);
  }

  @Test
  void settlesAMillionEdgesInSeconds() {
    int assets = 200_000;
    Random random = new Random(20260901);
    World world = new World();
    for (int i = 0; i < assets; i++) {
      world.asset(id(i), Disclosure.PARTIAL, 0);
    }
    for (int i = 0; i < 1_000_000; i++) {
      int parent = 1 + random.nextInt(assets - 1);
      int child = random.nextInt(parent);
      world.edge(id(child), id(parent), Relation.PRETRAINING_DATA, random.nextLong() >>> 20);
    }
    long start = cpuNanos();
    AssetGraph graph = world.graph();
    long built = cpuNanos();
    Flows flows =
        FlowSolver.settle(graph, World.entries(Map.of(id(0), TEN_TO_THE_12, id(7), TEN_TO_THE_12)));
    long settled = cpuNanos();
    tell("1M edges built", built - start);
    tell("1M edges settled", settled - built);
    assertThat(flows.balances().size()).isGreaterThan(assets / 2);
    assertThat(Duration.ofNanos(settled - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void solvesADenseCycleOfTwoHundred() {
    World world = cycle(200, 12, new Random(3));
    long start = cpuNanos();
    AssetGraph graph = world.graph();
    assertThat(graph.groups().count()).isEqualTo(1);
    Map<String, BigInteger> entries = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      entries.put(id(i), TEN_TO_THE_12.add(BigInteger.valueOf(i)));
    }
    Flows flows = FlowSolver.settle(graph, World.entries(entries));
    tell("dense cycle of 200, 200 entries", cpuNanos() - start);
    assertThat(flows.flows()).hasSizeGreaterThan(200);
  }

  @Test
  void solvesASymmetricCycleWhereEveryCutIsWhole() {
    int size = 60;
    World world = new World().rules(World.GENEROUS);
    for (int i = 0; i < size; i++) {
      world.asset(id(i), Disclosure.FULL, 500_000);
      for (int j = 0; j < size; j++) {
        world.edge(id(i), id(j), Relation.MERGE, 1L);
      }
    }
    long start = cpuNanos();
    // Half stays at the entry, the other half over all alike: 1/2 + 1/120 and 1/120 each.
    Flows flows = world.settle(id(0), 120_000_000);
    tell("symmetric cycle of 60", cpuNanos() - start);
    for (Flow flow : flows.flows()) {
      long expected = flow.childId().equals(id(0)) ? 61_000_000 : 1_000_000;
      assertThat(flow.amountMicros()).isEqualTo(BigInteger.valueOf(expected));
    }
    assertThat(flows.flows()).hasSize(size);
  }

  @Test
  void followsAChainAsLongAsTheGraph() {
    int length = 100_000;
    World world = new World();
    for (int i = 0; i < length; i++) {
      world.full(id(i));
      world.edge(id(i), id(i + 1), Relation.MERGE);
    }
    Flows flows = world.settle(id(0), 3);
    assertThat(flows.flows()).hasSize(length + 1);
    AssetGraph graph = world.graph();
    assertThat(graph.groups().depth(graph.index(id(length)))).isEqualTo(length);
  }

  private static World cycle(int size, int degree, Random random) {
    World world = new World();
    for (int i = 0; i < size; i++) {
      world.asset(id(i), Disclosure.PARTIAL, random.nextInt(100_000));
      world.edge(id(i), id((i + 1) % size), Relation.MERGE, 1L + (random.nextLong() >>> 24));
      for (int edge = 0; edge < degree; edge++) {
        int parent = random.nextInt(size);
        world.edge(id(i), id(parent), Relation.FINETUNE, 1L + (random.nextLong() >>> 24));
      }
    }
    return world;
  }

  private static String id(int number) {
    return "model:" + (1_000_000 + number);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void tell(String what, long nanos) {
    System.out.println(what + ": " + nanos / 1_000_000 + " ms");
  }

  private static List<String[]> csv(Path file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      rows.add(line.split(",", -1));
    }
    return rows.subList(1, rows.size());
  }

  /** A folder of the shared material, looked for beside the project and beside its parents. */
  private static Path shared(String name) {
    @Nullable Path found = null;
    String given = System.getProperty("headwaters.shared", System.getenv("HEADWATERS_SHARED"));
    if (given != null) {
      found = Path.of(given).resolve(name);
    }
    Path folder = Path.of(System.getProperty("headwaters.home", ".")).toAbsolutePath().normalize();
    while (found == null && folder != null) {
      Path beside = folder.resolve("shared").resolve(name);
      found = Files.isDirectory(beside) ? beside : null;
      folder = folder.getParent();
    }
    if (found != null) {
      return found;
    }
    System.out.println("SKIPPED: no shared/" + name + " here or above; nothing was checked.");
    throw new TestAbortedException("no shared/" + name + " here or above");
  }
}
