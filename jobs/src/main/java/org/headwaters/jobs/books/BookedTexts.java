package org.headwaters.jobs.books;

import java.time.LocalDate;
import java.util.List;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageNodes;
import org.jspecify.annotations.Nullable;

/** What a row is told by, and what it says, in words for whoever checks a month. */
final class BookedTexts {
  private BookedTexts() {}

  static String key(org.headwaters.tables.Pools.Pool pool) {
    return pool.earnerId()
        + ", "
        + pool.kind()
        + ", "
        + pool.currency()
        + (pool.covers() == null ? "" : ", for " + pool.covers());
  }

  static String value(org.headwaters.tables.Pools.Pool pool) {
    return "gross "
        + pool.grossMicros()
        + ", pool "
        + pool.poolMicros()
        + ", retained "
        + pool.retainedMicros()
        + dated(", rate of ", pool.rateDate())
        + dated(", reporting rate of ", pool.reportingRateDate());
  }

  private static String dated(String what, @Nullable LocalDate day) {
    return day == null ? "" : what + day;
  }

  static String key(AssetFlows.Flow flow) {
    StringBuilder key = new StringBuilder(flow.childId() + " to " + flow.toKind());
    for (@Nullable String each :
        List.of(
            text(flow.toId()), text(flow.stage()), text(flow.relation()), text(flow.reason()))) {
      key.append(each);
    }
    return key + (flow.amountMicros() < 0 ? ", refunded" : "");
  }

  private static String text(@Nullable String word) {
    return word == null ? "" : " " + word;
  }

  static String value(AssetBalances.Balance balance) {
    return "in "
        + balance.inMicros()
        + ", out "
        + balance.outMicros()
        + ", entered "
        + balance.enteredMicros()
        + ", documents "
        + balance.documentsMicros()
        + ", people "
        + balance.peopleMicros()
        + ", own "
        + balance.ownMicros()
        + ", output attributions "
        + balance.outputAttributionsMicros()
        + ", undisclosed "
        + balance.undisclosedMicros()
        + ", "
        + balance.kind()
        + " of group "
        + balance.groupId();
  }

  static String key(LineageEdges.Edge edge) {
    return edge.childId() + " to " + edge.parentId() + " by " + edge.relation();
  }

  static String value(LineageEdges.Edge edge) {
    return "the share "
        + edge.shareNumerator()
        + "/"
        + edge.shareDenominator()
        + " in stage "
        + edge.stage()
        + ", "
        + edge.sharePpm()
        + " ppm"
        + (edge.weight() == null
            ? ""
            : ", weight " + edge.weight().stripTrailingZeros().toPlainString());
  }

  static String value(LineageNodes.Node node) {
    return node.kind()
        + ", disclosure "
        + node.disclosure()
        + ", depth "
        + node.depth()
        + ", group "
        + node.groupId();
  }
}
