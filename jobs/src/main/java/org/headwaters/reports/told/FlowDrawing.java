package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.source.SourceId;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.FlowPicture;
import org.jspecify.annotations.Nullable;

/**
 * The money of one month from revenue through models and data sets to sources, as nodes and links.
 * Assets on a cycle are one node; of many assets and sites the largest are told apart.
 */
final class FlowDrawing {
  private static final String REVENUE = "revenue";
  private static final String UNDISCLOSED = Bucket.UNDISCLOSED.key();
  private static final String OTHER_SITES = "sites";
  private static final int ASSETS_TOLD = 24;
  private static final int SITES_TOLD = 8;

  private final Month month;
  private final Names names;
  private final Map<String, Month.Node> assets = new HashMap<>();
  private final Map<String, List<String>> groups = new TreeMap<>();
  private final Map<String, Map<String, Long>> links = new TreeMap<>();
  private final Map<String, Integer> layers = new LinkedHashMap<>();
  private final Map<String, String> labels = new HashMap<>();
  private final Set<String> toldGroups;
  private final Set<String> toldSites;
  private final int last;

  FlowDrawing(Month month, Names names) {
    this.month = month;
    this.names = names;
    for (Month.Node node : month.nodes()) {
      assets.put(node.assetId(), node);
      groups.computeIfAbsent(node.groupId(), id -> new ArrayList<>()).add(node.assetId());
    }
    this.toldGroups = largestGroups();
    this.toldSites = largestSites();
    this.last = month.nodes().stream().mapToInt(Month.Node::depth).max().orElse(0) + 2;
    layers.put(REVENUE, 0);
    labels.put(REVENUE, "Pool less levies");
    month.flows().forEach(this::flow);
    month.siteFlows().forEach(this::toSite);
  }

  private Set<String> largestGroups() {
    Map<String, Long> through = new TreeMap<>();
    for (Month.Through each : month.through()) {
      Month.Node node = assets.get(each.assetId());
      through.merge(
          node == null ? each.assetId() : node.groupId(), each.inMicros(), Math::addExact);
    }
    return largest(through, ASSETS_TOLD);
  }

  private Set<String> largestSites() {
    Map<String, Long> sums = new TreeMap<>();
    for (Month.SiteFlow flow : month.siteFlows()) {
      if (flow.site() != null) {
        sums.merge(flow.site(), flow.amountMicros(), Math::addExact);
      }
    }
    return largest(sums, SITES_TOLD);
  }

  private static Set<String> largest(Map<String, Long> sums, int many) {
    Set<String> largest = new HashSet<>();
    sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(many)
        .forEach(entry -> largest.add(entry.getKey()));
    return largest;
  }

  private void flow(MoneyFlow flow) {
    switch (flow.kind()) {
      case GRAPH -> link(REVENUE, asset(String.valueOf(flow.toId())), flow.amountMicros());
      case SOURCE -> link(REVENUE, asset(flow.fromId()), flow.amountMicros());
      case ASSET ->
          link(asset(flow.fromId()), asset(String.valueOf(flow.toId())), flow.amountMicros());
      case UNDISCLOSED ->
          link(asset(flow.fromId()), end(UNDISCLOSED, "Undisclosed lineage"), flow.amountMicros());
      // What reaches sources is told by site; the rest never enters the graph.
      case RETAINED, FUND, OWN, DOCUMENTS, PEOPLE, OUTPUT_ATTRIBUTIONS -> {}
    }
  }

  private void toSite(Month.SiteFlow flow) {
    @Nullable String site = flow.site();
    String end;
    if (site != null && site.equals(SourceId.NO_SOURCE.text())) {
      end = end(site, "No source named");
    } else if (site != null && toldSites.contains(site)) {
      end = end(site, Names.site(site));
    } else {
      end = end(OTHER_SITES, "Other sites");
    }
    link(asset(flow.datasetId()), end, flow.amountMicros());
  }

  private String end(String id, String label) {
    layers.put(id, last);
    labels.put(id, label);
    return id;
  }

  /** The node that an asset is part of. */
  private String asset(String assetId) {
    Month.Node asset = assets.get(assetId);
    int depth = asset == null ? 0 : asset.depth();
    String group = asset == null ? assetId : asset.groupId();
    boolean told = toldGroups.contains(group);
    String id = told ? group : "others at " + depth;
    layers.put(id, depth + 1);
    labels.put(id, told ? label(group) : "Smaller ones");
    return id;
  }

  private String label(String group) {
    List<String> members = groups.getOrDefault(group, List.of(group));
    return members.size() == 1
        ? names.of(group)
        : names.of(group) + " and " + (members.size() - 1) + " more on a cycle";
  }

  private void link(String from, String to, long micros) {
    if (!from.equals(to)) {
      links.computeIfAbsent(from, id -> new TreeMap<>()).merge(to, micros, Math::addExact);
    }
  }

  /** What is drawn: links whose amount, refunds taken off, is more than 0. */
  FlowPicture picture() {
    List<FlowPicture.Link> drawn = new ArrayList<>();
    Set<String> met = new HashSet<>();
    Map<String, Long> sizes = new HashMap<>();
    links.forEach(
        (from, ways) ->
            ways.forEach(
                (to, micros) -> {
                  if (micros > 0) {
                    drawn.add(new FlowPicture.Link(from, to, micros));
                    met.add(from);
                    met.add(to);
                    sizes.merge(to, micros, Math::addExact);
                  }
                }));
    List<FlowPicture.Node> nodes = new ArrayList<>();
    layers.forEach(
        (id, layer) -> {
          if (met.contains(id)) {
            nodes.add(new FlowPicture.Node(id, labels.getOrDefault(id, id), layer));
          }
        });
    nodes.sort(
        Comparator.comparingInt(FlowPicture.Node::layer)
            .thenComparing(node -> -sizes.getOrDefault(node.id(), 0L))
            .thenComparing(FlowPicture.Node::id));
    return new FlowPicture(
        "flow-" + month.period(),
        "From revenue to sources, " + month.period(),
        "Left to right: the pool less levies, services, models and data sets by how far they are"
            + " from the earners, and the sites that the data came from. The sheet flows has the"
            + " amounts.",
        nodes,
        drawn);
  }

  /** The same as rows, those that are not drawn included. */
  void rows(Rows rows) {
    links.forEach(
        (from, ways) ->
            ways.forEach(
                (to, micros) ->
                    rows.add(
                        text(month.period()),
                        text(labels.getOrDefault(from, from)),
                        text(labels.getOrDefault(to, to)),
                        text(from),
                        text(to),
                        number(micros))));
  }
}
