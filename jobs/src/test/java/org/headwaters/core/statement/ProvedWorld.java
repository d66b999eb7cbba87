package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.CanonicalRow;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.ClaimLeaf;
import org.headwaters.core.proof.ContributionLeaf;
import org.headwaters.core.proof.GrowingTree;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.History;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.core.proof.StatementLeaf;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.SumProof;
import org.headwaters.core.proof.TableRoot;
import org.jspecify.annotations.Nullable;

/**
 * A month of one data set, three sources and three holders, booked and sealed by an operator who
 * has the key and books whatever is put here: the truth, or a lie.
 */
final class ProvedWorld {
  static final Period PERIOD = Period.parse("2026-09");
  static final SigningKey KEY =
      new SigningKey("sample.example/money", NoteKey.Use.NOTE, new byte[32]);
  static final Policy POLICY = Policy.byDefault();
  static final String ADA = "holder:ada";
  static final String BEN = "holder:ben";
  static final String CY = "holder:cy";
  static final String DATASET = "dataset:wiki@1";
  static final String SOURCE = "domain:b.example";
  private static final LeafSalts SALTS = new LeafSalts(new byte[32]);

  /** What is booked. */
  final List<ContributionLeaf> weights = new ArrayList<>();

  final List<Map<String, Object>> claims = new ArrayList<>();
  final SortedMap<String, Long> inflows = new TreeMap<>();
  final List<StatementLeaf> leaves = new ArrayList<>();
  String contributionsId = "c1";
  String previous = "";
  long seq = 1;
  Policy policy = POLICY;

  /** What the statement of a holder says of their one line. */
  final Map<String, Long> said = new HashMap<>();

  /**
   * The truth: 1,000,001 micros came in and 7 were paid back; b.example weighs 300 of 1000, after
   * 200. Ada has 600,000 ppm of it, Ben 300,000, and a stranger asserts all.
   */
  ProvedWorld() {
    inflows.put("finetuning_data", 1_000_001L);
    inflows.put("pretraining_data", -7L);
    weights.add(new ContributionLeaf("c1", "documents", "domain:a.example", 2, 200, 200, 0));
    weights.add(new ContributionLeaf("c1", "documents", SOURCE, 3, 300, 300, 0));
    weights.add(new ContributionLeaf("c1", "documents", "domain:z.example", 5, 500, 500, 0));
    claim(ADA, "1", SOURCE, 600_000, "verified");
    claim(BEN, "1", SOURCE, 300_000, "verified");
    claim("holder:stranger", "1", SOURCE, 1_000_000, "asserted");
    claim(CY, "1", "domain:z.example", 1_000_000, "verified");
    // By hand: of 1,000,001 the source gets 500000 - 200000 = 300000, of -7 it gets -(3 - 1) = -2;
    // asserted is the first tenth, so Ada gets 210000 - 30000 and -(1 - 0), Ben 300000 - 210000
    // and -(2 - 1).
    settled(ADA, 179_999L);
    settled(BEN, 89_999L);
    // 1000001 - 500000, and -(7 - 3).
    settled(CY, 499_997L);
  }

  void claim(String holder, String id, String pattern, int ppm, String status) {
    Map<String, Object> cells = new HashMap<>();
    cells.put("holder_id", holder);
    cells.put("claim_id", id);
    cells.put("holder_known", true);
    cells.put("pattern", pattern);
    cells.put("share_ppm", ppm);
    cells.put("status", status);
    cells.put("valid_from", java.time.LocalDate.of(2020, 1, 1));
    claims.add(cells);
  }

  void settled(String holder, long micros) {
    said.put(holder, micros);
    leaves.removeIf(leaf -> leaf.holderId().equals(holder));
    leaves.add(leaf(holder, "", micros));
  }

  StatementLeaf leaf(String holder, String nonce, long micros) {
    return new StatementLeaf(
        previous, PERIOD.toString(), holder, nonce, new TreeMap<>(Map.of("settle", micros)));
  }

  private record Tree(List<SumLeaf> leaves, GrowingTree<SumNode> nodes) {
    static Tree of(List<SumLeaf> leaves) {
      GrowingTree<SumNode> nodes = new GrowingTree<>(SumNode.RULE);
      leaves.forEach(leaf -> nodes.add(leaf.node()));
      return new Tree(leaves, nodes);
    }

    TableRoot root(String table) {
      return new TableRoot(table, PERIOD.toString(), nodes.size(), nodes.root(nodes.size()).hash());
    }

    LeafProof proof(int index) {
      return new LeafProof(
          leaves.get(index),
          new SumProof(new Inclusion<>(index, nodes.size(), nodes.inclusion(index, nodes.size()))));
    }

    List<LeafProof> proofs(String member, String value) {
      List<LeafProof> proofs = new ArrayList<>();
      for (int i = 0; i < leaves.size(); i++) {
        if (value.equals(leaves.get(i).content().get(member))) {
          proofs.add(proof(i));
        }
      }
      return proofs;
    }
  }

  private Tree statements() {
    return Tree.of(
        leaves.stream()
            .sorted(Comparator.comparing(StatementLeaf::holderId))
            .map(leaf -> leaf.salted(SALTS))
            .toList());
  }

  private Tree weightTree() {
    return Tree.of(
        weights.stream()
            .map(
                leaf ->
                    new ContributionLeaf(
                        contributionsId,
                        leaf.part(),
                        leaf.sourceId(),
                        leaf.documents(),
                        leaf.tokens(),
                        leaf.weight(),
                        leaf.weightRefused()))
            .sorted(Comparator.comparing(ContributionLeaf::sourceId))
            .map(leaf -> leaf.salted(SALTS))
            .toList());
  }

  private Tree claimTree() {
    List<SumLeaf> sorted = new ArrayList<>();
    for (Map<String, Object> cells : claims) {
      String pattern = String.valueOf(cells.get("pattern"));
      SumLeaf leaf =
          new ClaimLeaf(
                  previous,
                  PERIOD.toString(),
                  pattern,
                  String.valueOf(cells.get("holder_id")),
                  String.valueOf(cells.get("claim_id")),
                  CanonicalRow.of(cells).texts(),
                  claims.stream().filter(each -> pattern.equals(each.get("pattern"))).count())
              .salted(SALTS);
      sorted.add(leaf);
    }
    sorted.sort(
        Comparator.comparing(
            leaf -> leaf.content().get("pattern") + " " + leaf.content().get("holder_id")));
    return Tree.of(sorted);
  }

  /** A table of rows with proofs. */
  private record Rows(List<CanonicalRow> rows, GrowingTree<Hash> tree) {
    static Rows of(List<Map<String, Object>> rows) {
      GrowingTree<Hash> tree = new GrowingTree<>(NodeRule.PLAIN);
      List<CanonicalRow> canonical = rows.stream().map(CanonicalRow::of).toList();
      canonical.forEach(row -> tree.add(row.leaf()));
      return new Rows(canonical, tree);
    }

    TableRoot root(String table) {
      return new TableRoot(table, PERIOD.toString(), tree.size(), tree.root(tree.size()));
    }

    RowProof proof(int index) {
      return new RowProof(
          rows.get(index).texts(),
          new Inclusion<>(index, tree.size(), tree.inclusion(index, tree.size())));
    }
  }

  private Rows flows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    inflows.forEach(
        (stage, micros) ->
            rows.add(
                Map.of(
                    "period", PERIOD.toString(),
                    "child_id", DATASET,
                    "to_kind", "documents",
                    "stage", stage,
                    "amount_micros", micros)));
    rows.add(
        Map.of(
            "period",
            PERIOD.toString(),
            "child_id",
            "model:m",
            "to_kind",
            "fund",
            "to_id",
            "fund:commons",
            "amount_micros",
            5L));
    return Rows.of(rows);
  }

  private Rows trees() {
    Tree tree = weightTree();
    SumNode root = tree.nodes().root(tree.nodes().size());
    return Rows.of(
        List.of(
            Map.of(
                "contributions_id",
                contributionsId,
                "dataset_id",
                DATASET,
                "part",
                "documents",
                "sources",
                tree.nodes().size(),
                "weight",
                root.sums().each().get(0).longValueExact(),
                "root",
                root.hash().hex())));
  }

  private List<TableRoot> roots() {
    return List.of(
        flows().root("asset_flows"),
        trees().root("contribution_trees"),
        claimTree().root(ClaimLeaf.TABLE),
        new TableRoot("community_members", PERIOD.toString(), 0, Hash.EMPTY),
        statements().root(StatementLeaf.TABLE));
  }

  /** The booking of all that. */
  Booking booking() {
    return new Booking(
        seq,
        previous,
        Booking.SETTLE,
        List.of(PERIOD.toString()),
        List.of("run"),
        List.of(Booking.named(policy)),
        List.of("claims 1"),
        "",
        List.of(),
        TableRoot.tablesRoot(roots()).hex(),
        new PeriodTotals(0, 0, 0, 0, 0, 0, 0));
  }

  /** The history of some bookings, signed. */
  static Sealing sealed(Booking... bookings) {
    return Sealing.of(List.of(), List.of(bookings), KEY, null);
  }

  static History history(Sealing sealing) {
    return new History("history", sealing.checkpoint(), sealing.entries());
  }

  /** The file of a holder, as of a history that holds the booking. */
  StatementProof file(String holder, Sealing sealing) {
    Checkpoint checkpoint = sealing.checkpoint();
    GrowingTree<Hash> log = new GrowingTree<>(NodeRule.PLAIN);
    sealing.entries().forEach(entry -> log.add(Hash.ofLeaf(entry)));
    long place = Math.min(seq, checkpoint.size()) - 1;
    List<LeafProof> own = statements().proofs("holder_id", holder);
    String source = holder.equals(CY) ? "domain:z.example" : SOURCE;
    Rows flows = flows();
    @Nullable Long micros = said.get(holder);
    return new StatementProof(
        holder,
        PERIOD,
        sealing.signed(),
        policy.canonical(),
        List.of(
            new BookingProof(
                booking(),
                new Inclusion<>(place, log.size(), log.inclusion(place, log.size())),
                roots(),
                own.stream().findFirst())),
        List.of(
            new OriginProof(
                DATASET,
                "documents",
                List.of(flows.proof(0), flows.proof(1)),
                Optional.of(trees().proof(0)))),
        claimTree().proofs("pattern", source),
        List.of(),
        micros == null
            ? List.of()
            : List.of(
                new LineProof(
                    DATASET,
                    "documents",
                    source,
                    List.of(),
                    weightTree().proofs("source_id", source).stream().findFirst(),
                    new TreeMap<>(Map.of("1", micros)))));
  }

  /** The file of a holder whose booking is the only one that was sealed. */
  StatementProof file(String holder) {
    return file(holder, sealed(booking()));
  }
}
