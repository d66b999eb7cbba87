package org.headwaters.reports.print;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.reports.model.BarPicture;

/** Lays bars out, one below the other, the longest as wide as there is room. */
final class BarDrawer {
  private static final long LEFT = 120;
  private static final long ROOM = 760;
  private static final long WIDTH = 1080;
  private static final long STEP = 26;
  private static final long THICK = 16;

  private BarDrawer() {}

  static Drawing of(BarPicture picture) {
    long longest = picture.bars().stream().mapToLong(BarPicture.Bar::amountMicros).max().orElse(0);
    List<Drawing.Box> boxes = new ArrayList<>();
    List<Drawing.Label> labels = new ArrayList<>();
    long y = 6;
    for (BarPicture.Bar bar : picture.bars()) {
      long wide =
          longest <= 0 || bar.amountMicros() <= 0
              ? 0
              : BigInteger.valueOf(bar.amountMicros())
                  .multiply(BigInteger.valueOf(ROOM))
                  .divide(BigInteger.valueOf(longest))
                  .longValueExact();
      String amount = Shown.units(BigInteger.valueOf(bar.amountMicros()));
      String label = Shown.text(bar.label());
      boxes.add(new Drawing.Box(LEFT, y, wide, THICK, label + ": " + amount));
      labels.add(new Drawing.Label(LEFT - 8, y + THICK - 3, "end", label));
      labels.add(new Drawing.Label(LEFT + wide + 8, y + THICK - 3, "start", amount));
      y += STEP;
    }
    return new Drawing(
        picture.id(), picture.title(), picture.about(), WIDTH, y, List.of(), boxes, labels);
  }
}
