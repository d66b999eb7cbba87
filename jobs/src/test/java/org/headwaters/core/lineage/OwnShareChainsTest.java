package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headwaters.core.lineage.Relation.*;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnShareChainsTest {
  private static final Map<String, String> ACME =
      Map.of("model:a", "acme", "model:b", "acme", "model:c", "acme", "dataset:d", "other");

  private static World chain(int first, int second, int third) {
    return new World()
        .asset("model:a", Disclosure.FULL, first)
        .asset("model:b", Disclosure.FULL, second)
        .asset("model:c", Disclosure.FULL, third)
        .asset("dataset:d", Disclosure.FULL, 100_000)
        .edge("model:a", "model:b", FINETUNE)
        .edge("model:b", "model:c", FINETUNE)
        .edge("model:c", "dataset:d", PRETRAINING_DATA);
  }

  private static String found(World world, Map<String, String> providers) {
    StringBuilder lines = new StringBuilder();
    for (Finding finding : OwnShareChains.find(world.graph(), providers)) {
      assertThat(finding.kind()).isEqualTo(FindingKind.OWN_SHARE_CHAIN);
      lines.append(finding.assetId()).append(": ").append(finding.detail()).append('\n');
    }
    return lines.toString();
  }

  @Test
  void threeWrappersOfOneProviderTakeMoreThanOneMay() {
    assertThat(found(chain(100_000, 100_000, 100_000), ACME))
        .isEqualTo(
            "model:a: own shares of acme leave 729/1000 of what enters model:a, model:b,"
                + " model:c\n");
  }

  @Test
  void aQuarterIsNotOverAQuarter() {
    World world = chain(0, 100_000, 0).rules(World.GENEROUS);
    world.assets.set(0, new Asset("model:a", AssetKind.MODEL, Disclosure.FULL, 0));
    world.assets.set(2, new Asset("model:c", AssetKind.MODEL, Disclosure.FULL, 166_667));
    assertThat(found(world, ACME)).isNotEmpty();
    World exactly = chain(0, 250_000, 0).rules(World.GENEROUS);
    assertThat(found(exactly, ACME)).isEmpty();
  }

  @Test
  void anothersAssetEndsTheChain() {
    Map<String, String> mixed = Map.of("model:a", "acme", "model:b", "bolt", "model:c", "acme");
    assertThat(found(chain(100_000, 100_000, 100_000), mixed)).isEmpty();
    assertThat(found(chain(100_000, 100_000, 100_000), Map.of())).isEmpty();
  }

  @Test
  void oneAssetIsNoChainAndACycleEnds() {
    World alone = new World().rules(World.GENEROUS).asset("model:a", Disclosure.FULL, 500_000);
    assertThat(found(alone.edge("model:a", "model:a", MERGE), ACME)).isEmpty();
    World cycle = chain(100_000, 100_000, 100_000).edge("model:c", "model:a", MERGE);
    assertThat(found(cycle, ACME)).contains("model:a, model:b, model:c");
  }
}
