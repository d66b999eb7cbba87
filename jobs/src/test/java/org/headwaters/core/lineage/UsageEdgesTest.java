package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.UsageEdges.Served;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UsageEdgesTest {
  private static Served served(String service, String model, long tokens, @Nullable String earned) {
    return new Served(service, model, tokens, earned == null ? null : new BigDecimal(earned));
  }

  private static String weight(Edge edge) {
    return new BigDecimal(edge.weight(), Edge.WEIGHT_SCALE).stripTrailingZeros().toPlainString();
  }

  private static String edges(Served... rows) {
    StringBuilder lines = new StringBuilder();
    for (Edge edge : UsageEdges.of(List.of(rows), World.DAY).edges()) {
      assertThat(edge.relation()).isEqualTo(Relation.SERVES);
      assertThat(edge.confidencePpm()).isEqualTo(1_000_000);
      assertThat(edge.sharePpm()).isNull();
      assertThat(edge.validFrom()).isEqualTo(World.DAY);
      lines.append(edge.parentId()).append(' ').append(weight(edge)).append('\n');
    }
    return lines.toString();
  }

  @Test
  void dividesByWhatEachModelEarnedWhereAllAreKnown() {
    assertThat(
            edges(
                served("service:s", "model:paid", 10, "61.000001"),
                served("service:s", "model:free", 90, "0")))
        .isEqualTo("model:paid 61.000001\nmodel:free 0\n");
  }

  @Test
  void dividesByTokensWhereAnAmountIsMissingOrAllAreNothing() {
    Served[] some = {
      served("service:s", "model:a", 10, "1"), served("service:s", "model:b", 90, null)
    };
    assertThat(edges(some)).isEqualTo("model:a 10\nmodel:b 90\n");
    Served[] nothing = {
      served("service:s", "model:a", 1, "0"), served("service:s", "model:b", 2, "0.000000")
    };
    assertThat(edges(nothing)).isEqualTo("model:a 1\nmodel:b 2\n");
    assertThat(UsageEdges.of(List.of(some), World.DAY).byTokens()).containsExactly("service:s");
  }

  @Test
  void eachServiceDecidesForItselfAndALoneModelGetsAllEitherWay() {
    UsageEdges usage =
        UsageEdges.of(
            List.of(
                served("service:s", "model:a", 1, "5"),
                served("service:t", "model:a", 1, null),
                served("service:s", "model:b", 1, "7")),
            World.DAY);
    assertThat(usage.edges())
        .extracting(edge -> edge.childId() + " " + weight(edge))
        .containsExactly("service:s 5", "service:s 7", "service:t 1");
    assertThat(usage.byTokens()).isEmpty();
    assertThat(UsageEdges.of(List.of(), World.DAY).edges()).isEmpty();
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> served("service:s", "model:a", -1, null))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("service:s served -1 tokens by model:a and earned null; give numbers from 0.");
    assertThatThrownBy(() -> served("service:s", "model:a", 1, "-0.000001"))
        .isInstanceOf(InvalidInput.class);
  }
}
