package org.headwaters.core.lineage;

import static org.headwaters.core.money.Apportionment.PPM;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.lineage.ExitTree.Node;
import org.headwaters.core.lineage.Part.Target;
import org.jspecify.annotations.Nullable;

/**
 * What a data set's contents divide among: its feedback (people, and models that rated) and the
 * rest (its documents, the models found to have generated some, and what it was derived from).
 */
final class ContentsTree {
  /** Takes a finding about the data set. */
  interface Findings {
    void find(FindingKind kind, @Nullable String parentId, String detail);
  }

  private final int feedbackPpm;

  /**
   * Edge weights are in 10⁻²⁰ of a token or document; what the documents weigh is brought to it.
   */
  private final BigInteger edgeUnits;

  private final Findings findings;
  private final BigInteger documents;
  private final SortedMap<String, BigInteger> generators;
  private final BigInteger people;
  private final SortedMap<String, BigInteger> raters;

  ContentsTree(Node node, FlowRules rules, Findings findings) {
    this.feedbackPpm = rules.feedbackPpm();
    this.edgeUnits = Edge.units(BigDecimal.ONE).divide(BigInteger.valueOf(rules.documentUnits()));
    this.findings = findings;
    Contents contents = node.contents();
    documents = contents == null ? BigInteger.ZERO : contents.documentsWeight();
    generators = contents == null ? new TreeMap<>() : contents.generators();
    people = contents == null ? BigInteger.ZERO : contents.peopleWeight();
    raters = contents == null ? new TreeMap<>() : contents.raters();
  }

  /** The parts {@code feedback} and {@code rest}, as far as the data set has them. */
  List<Part> parts(List<Edge> edges) {
    List<Part> feedback = feedback();
    List<Part> rest = rest(edges);
    boolean onlyFeedback = rest.stream().noneMatch(Part::exists);
    int ppm = onlyFeedback ? PPM : feedbackPpm;
    boolean onlyRest = feedback.stream().noneMatch(Part::exists);
    int restPpm = onlyRest ? PPM : PPM - feedbackPpm;
    return List.of(
        Part.branch("feedback", BigInteger.valueOf(ppm), feedback),
        Part.branch("rest", BigInteger.valueOf(restPpm), rest));
  }

  private List<Part> feedback() {
    List<Part> parts = new ArrayList<>();
    parts.add(leaf("people", people, Destination.PEOPLE));
    raters.forEach((model, weight) -> parts.add(generated(model, weight, PPM)));
    return parts;
  }

  private List<Part> rest(List<Edge> edges) {
    Map<String, Integer> confidencePpm = new HashMap<>();
    List<Edge> carrying = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.relation() == Relation.GENERATED_BY && generators.containsKey(edge.parentId())) {
        confidencePpm.put(edge.parentId(), edge.confidencePpm());
      } else if (provenanceOnly(edge)) {
        findings.find(
            FindingKind.PROVENANCE_ONLY,
            edge.parentId(),
            edge.relation().key() + " has no weight beside documents of its own");
      } else {
        carrying.add(edge);
      }
    }
    Weights weights = weights(carrying);
    List<Part> parts = new ArrayList<>();
    parts.add(leaf("documents", documents.multiply(edgeUnits), Destination.DOCUMENTS));
    generators.forEach(
        (model, weight) -> {
          BigInteger units = weight.multiply(edgeUnits);
          parts.add(generated(model, units, confidencePpm.getOrDefault(model, PPM)));
        });
    for (Edge edge : carrying) {
      BigInteger weight = weights.of(edge.weight());
      Target parent =
          new Target(
              Destination.ASSET, edge.parentId(), null, Stage.CONTENTS, edge.relation(), weight);
      parts.add(ExitTree.edgePart(edge.key(), weight, edge.confidencePpm(), parent));
    }
    return parts;
  }

  /** Of documents, generators and edges together: an edge without weight gets the smallest. */
  private Weights weights(List<Edge> carrying) {
    Weights weights = new Weights();
    if (documents.signum() > 0) {
      weights.add(documents.multiply(edgeUnits));
    }
    generators.values().forEach(weight -> weights.add(weight.multiply(edgeUnits)));
    carrying.forEach(edge -> weights.add(edge.weight()));
    if (weights.incomplete()) {
      findings.find(FindingKind.WEIGHTS_INCOMPLETE, null, weights.describe(Stage.CONTENTS));
    }
    return weights;
  }

  private boolean provenanceOnly(Edge edge) {
    boolean ownDocuments = documents.signum() > 0 || !generators.isEmpty();
    return ownDocuments
        && edge.weight() == null
        && (edge.relation() == Relation.MIXTURE || edge.relation() == Relation.SUBSET);
  }

  private static Part generated(String model, BigInteger weight, int confidencePpm) {
    return ExitTree.edgePart(
        Edge.key(model, Relation.GENERATED_BY),
        weight,
        confidencePpm,
        new Target(Destination.ASSET, model, null, Stage.CONTENTS, Relation.GENERATED_BY, weight));
  }

  private static Part leaf(String key, BigInteger weight, Destination destination) {
    return Part.leaf(
        key, weight, new Target(destination, null, null, Stage.CONTENTS, null, weight));
  }
}
