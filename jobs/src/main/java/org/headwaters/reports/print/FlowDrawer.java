package org.headwaters.reports.print;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.headwaters.reports.model.FlowPicture;

/**
 * Lays a picture of flows out: a column a layer, each node as high as the money that comes through
 * it, each flow as a band between the two. Worked out in whole numbers.
 */
final class FlowDrawer {
  private static final long WIDTH = 1080;
  private static final long NODE_WIDTH = 12;
  private static final long MONEY_HEIGHT = 420;
  private static final long GAP = 22;
  private static final long MARGIN = 16;
  private static final long RIGHT = 190;
  private static final int LABEL_LENGTH = 26;

  private final FlowPicture picture;
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, Long> tops = new HashMap<>();
  private final Map<String, Long> lefts = new HashMap<>();
  private final Map<FlowPicture.Link, Long> leaves = new HashMap<>();
  private final Map<FlowPicture.Link, Long> arrives = new HashMap<>();
  private long scale = 1;

  private FlowDrawer(FlowPicture picture) {
    this.picture = picture;
  }

  static Drawing of(FlowPicture picture) {
    return new FlowDrawer(picture).draw();
  }

  private Drawing draw() {
    Map<String, Long> out = new HashMap<>();
    Map<String, Long> in = new HashMap<>();
    for (FlowPicture.Link link : picture.links()) {
      out.merge(link.from(), link.amountMicros(), Math::addExact);
      in.merge(link.to(), link.amountMicros(), Math::addExact);
    }
    for (FlowPicture.Node node : picture.nodes()) {
      sizes.put(
          node.id(), Math.max(out.getOrDefault(node.id(), 0L), in.getOrDefault(node.id(), 0L)));
    }
    TreeMap<Integer, List<FlowPicture.Node>> columns = new TreeMap<>();
    picture
        .nodes()
        .forEach(
            node -> columns.computeIfAbsent(node.layer(), layer -> new ArrayList<>()).add(node));
    for (List<FlowPicture.Node> column : columns.values()) {
      long sum = column.stream().mapToLong(node -> size(node.id())).reduce(0, Math::addExact);
      scale = Math.max(scale, sum);
    }
    long height = place(columns);
    stack(FlowPicture.Link::from, FlowPicture.Link::to, leaves);
    stack(FlowPicture.Link::to, FlowPicture.Link::from, arrives);
    List<Drawing.Band> bands = picture.links().stream().map(this::band).toList();
    List<Drawing.Box> boxes = new ArrayList<>();
    List<Drawing.Label> labels = new ArrayList<>();
    for (FlowPicture.Node node : picture.nodes()) {
      long top = top(node.id());
      long tall = tall(size(node.id()));
      boxes.add(
          new Drawing.Box(left(node.id()), top, NODE_WIDTH, tall, said(node.label(), node.id())));
      labels.add(
          new Drawing.Label(
              left(node.id()) + NODE_WIDTH + 4,
              top + tall / 2 + 4,
              "start",
              Shown.cut(Shown.text(node.label()), LABEL_LENGTH)));
    }
    return new Drawing(
        picture.id(), picture.title(), picture.about(), WIDTH, height, bands, boxes, labels);
  }

  /** Gives every node its place; returns the height of the whole. */
  private long place(Map<Integer, List<FlowPicture.Node>> columns) {
    long step =
        columns.size() < 2 ? 0 : (WIDTH - MARGIN - RIGHT - NODE_WIDTH) / (columns.size() - 1);
    long height = MARGIN;
    int number = 0;
    for (List<FlowPicture.Node> column : columns.values()) {
      long y = MARGIN;
      for (FlowPicture.Node node : column) {
        lefts.put(node.id(), MARGIN + number * step);
        tops.put(node.id(), y);
        y += tall(size(node.id())) + GAP;
      }
      height = Math.max(height, y);
      number++;
    }
    return height;
  }

  private long size(String id) {
    return sizes.getOrDefault(id, 0L);
  }

  private long top(String id) {
    return tops.getOrDefault(id, 0L);
  }

  private long left(String id) {
    return lefts.getOrDefault(id, 0L);
  }

  /** Micros in pixels, at least one. */
  private long tall(long micros) {
    return Math.max(1, pixels(micros));
  }

  private long pixels(long micros) {
    return BigInteger.valueOf(micros)
        .multiply(BigInteger.valueOf(MONEY_HEIGHT))
        .divide(BigInteger.valueOf(scale))
        .longValueExact();
  }

  /** What lies above each flow at one of its ends: flows cross least in the order of the other. */
  private void stack(
      Function<FlowPicture.Link, String> end,
      Function<FlowPicture.Link, String> other,
      Map<FlowPicture.Link, Long> above) {
    Map<String, Long> used = new HashMap<>();
    picture.links().stream()
        .sorted(Comparator.comparingLong(link -> top(other.apply(link))))
        .forEach(
            link -> {
              long before = used.getOrDefault(end.apply(link), 0L);
              above.put(link, before);
              used.put(end.apply(link), Math.addExact(before, link.amountMicros()));
            });
  }

  /** From the right side of one node to the left side of the other. */
  private Drawing.Band band(FlowPicture.Link link) {
    long x1 = left(link.from()) + NODE_WIDTH;
    long x2 = left(link.to());
    long y1 = top(link.from()) + pixels(leaves.getOrDefault(link, 0L));
    long y2 = top(link.to()) + pixels(arrives.getOrDefault(link, 0L));
    long tall = tall(link.amountMicros());
    long half = (x1 + x2) / 2;
    String path =
        String.format(
            Locale.ROOT,
            "M%d %dC%d %d %d %d %d %dV%dC%d %d %d %d %d %dZ",
            x1,
            y1,
            half,
            y1,
            half,
            y2,
            x2,
            y2,
            y2 + tall,
            half,
            y2 + tall,
            half,
            y1 + tall,
            x1,
            y1 + tall);
    return new Drawing.Band(
        path,
        label(link.from())
            + " → "
            + label(link.to())
            + ": "
            + Shown.units(BigInteger.valueOf(link.amountMicros())));
  }

  private String label(String id) {
    return picture.nodes().stream()
        .filter(node -> node.id().equals(id))
        .map(node -> Shown.text(node.label()))
        .findFirst()
        .orElse("");
  }

  private String said(String label, String id) {
    return Shown.text(label) + ": " + Shown.units(BigInteger.valueOf(size(id)));
  }
}
