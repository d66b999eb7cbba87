package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.claims.ClaimPatterns;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.SumProof;
import org.headwaters.core.source.SourceId;
import org.headwaters.core.statement.LeafProof;
import org.headwaters.core.statement.RowProof;
import org.headwaters.jobs.step.ProofsOfRows;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.People;
import org.headwaters.transforms.ClaimLeaves;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.PathMeanings;

/** The claims on some sources, with their proofs, and who belongs to the communities among them. */
final class ProvedClaims {
  private final Lake lake;
  private final PeriodRun run;
  private final ClaimPatterns patterns = ClaimOutcomes.patterns();

  /** By source, the shown patterns that may match it; the shortest path first. */
  private final Map<String, List<String>> shown = new HashMap<>();

  private final List<LeafProof> claims;

  ProvedClaims(Lake lake, PeriodRun run, String previous, LeafSalts salts, Set<String> sources) {
    this.lake = lake;
    this.run = run;
    Map<String, String> meant = meant(sources);
    for (String source : sources) {
      List<String> each = new ArrayList<>();
      patterns
          .candidates(SourceId.parse(meant.getOrDefault(source, source)))
          .forEach(pattern -> each.add(0, run.names().source(pattern)));
      if (!meant.containsKey(source)) {
        each.clear();
        patterns.candidates(SourceId.parse(source)).forEach(pattern -> each.add(0, pattern));
      }
      shown.put(source, each);
    }
    this.claims = proved(previous, salts);
  }

  /** What paths mean whose pseudonyms do not tell what they lie under. */
  private Map<String, String> meant(Set<String> sources) {
    Map<String, String> meant = new HashMap<>();
    List<String> paths = sources.stream().filter(source -> PathMeanings.isPath(source)).toList();
    if (!paths.isEmpty()) {
      for (Row row :
          ClaimedCredits.people(lake, run)
              .where(col(People.PSEUDONYM).isin(paths.toArray()))
              .collectAsList()) {
        meant.put(row.getAs(People.PSEUDONYM), row.getAs(People.CLEAR_ID));
      }
    }
    return meant;
  }

  private List<LeafProof> proved(String previous, LeafSalts salts) {
    String period = run.period().toString();
    Set<String> wanted = new TreeSet<>();
    shown.values().forEach(wanted::addAll);
    Dataset<Row> plain = ClaimLeaves.plain(BookedRoots.claims(run));
    Map<List<String>, SumLeaf> said = new HashMap<>();
    for (Row row : plain.where(col(Claims.PATTERN).isin(wanted.toArray())).collectAsList()) {
      said.put(
          List.of(
              row.<String>getAs(Claims.PATTERN),
              row.<String>getAs(Claims.HOLDER_ID),
              row.<String>getAs(Claims.CLAIM_ID)),
          ClaimLeaves.said(row, previous, period, salts));
    }
    Map<List<String>, Inclusion<SumNode>> proofs =
        lake.few(plain)
            .map(
                few ->
                    ProofsOfRows.of(
                        ClaimTree.leaves(few, previous, period, salts),
                        said.keySet(),
                        SumNode.RULE))
            .orElseGet(
                () ->
                    ProofsOfRows.of(
                        ClaimLeaves.apply(plain, previous, period, salts),
                        said.keySet(),
                        SumNode.RULE));
    List<LeafProof> proved = new ArrayList<>();
    proofs.forEach(
        (key, proof) ->
            proved.add(new LeafProof(Objects.requireNonNull(said.get(key)), new SumProof(proof))));
    proved.sort(Comparator.comparingLong(claim -> claim.proof().inclusion().index()));
    return proved;
  }

  /** All claims on the sources, in the tree's order. */
  List<LeafProof> claims() {
    return claims;
  }

  /** The claimed patterns that a source's path lies under, the shortest first. */
  List<String> covers(String source) {
    if (!PathMeanings.isPath(source)) {
      return List.of();
    }
    Set<String> claimed = new HashSet<>();
    claims.forEach(claim -> claimed.add(claim.leaf().content().get(Claims.PATTERN)));
    return shown.getOrDefault(source, List.of()).stream()
        .filter(pattern -> PathMeanings.isPath(pattern) && !pattern.equals(source))
        .filter(claimed::contains)
        .toList();
  }

  /** The members of every community that money for those who claim can reach. */
  List<RowProof> members() {
    ProvedRows rows =
        new ProvedRows(CommunityMembers.TABLE.key(), BookedRoots.members(run).collectAsList());
    List<RowProof> all = rows.where(row -> true);
    Set<String> reached = new HashSet<>();
    claims.forEach(claim -> reached.add(claim.leaf().content().get(Claims.HOLDER_ID)));
    for (int before = -1; before < reached.size(); ) {
      before = reached.size();
      for (RowProof row : all) {
        if (reached.contains(row.cells().get(CommunityMembers.COMMUNITY_ID))) {
          reached.add(row.cells().get(CommunityMembers.HOLDER_ID));
        }
      }
    }
    return all.stream()
        .filter(row -> reached.contains(row.cells().get(CommunityMembers.COMMUNITY_ID)))
        .toList();
  }
}
