package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.UnresolvedName;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of assets kept by hand. */
final class ListsTest {
  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  private List<String> edges() {
    return outside.rows(
        Derivations.TABLE, Derivations.CHILD_ID, Derivations.RELATION, Derivations.PARENT_ID);
  }

  private static String unresolved(String child, String name) {
    return UnresolvedName.id(AssetKind.MODEL, child, name);
  }

  @Test
  void aNameThatTwoEntriesHaveMeansNeitherUntilSomebodyDeclaresIt() {
    Path list =
        outside.file(
            "assets.yaml",
            """
            - {type: model, name: Chat, organization: Acme}
            - {type: model, name: Chat, organization: Bolt}
            - {type: service, name: Site, organization: Acme, dependencies: Chat}
            """);
    assertThat(outside.deliver(Assets.TABLE, "assets-yaml", list))
        .isEqualTo(Outside.Counts.of(3L, 3L, 0L, 0L));
    assertThat(outside.rows(Assets.TABLE, Assets.ASSET_ID))
        .containsExactly("model:Acme/Chat", "model:Bolt/Chat", "service:Acme/Site");
    outside.deliver(Derivations.TABLE, "assets-yaml", list);
    String id = unresolved("service:Acme/Site", "Chat");
    assertThat(edges()).containsExactly("service:Acme/Site | dependency | " + id);
    assertThat(outside.fields().unresolvedNames()).containsExactly(Map.entry(id, "Chat"));
  }

  @Test
  void aListMeetsOnlyWhatAPersonHasDeclared() {
    Path list =
        outside.file(
            "assets.yaml",
            """
            - type: dataset
              name: The Web
              organization: Open
              license: {value: CC0-1.0, explanation: said so}
            - type: model
              name: Llama 2
              organization: Meta
              created_date: 2023-07-18
              dependencies: [The Web]
            - type: model
              name: Tuned
              organization: Acme
              dependencies: [LLaMA 2, {name: GPT, relation: distilled}, the web]
            - type: application
              name: Chat
              organization: Acme
              dependencies: [Tuned]
            - type: planet
              name: Mars
            - 7
            """);
    outside.deliver(Assets.TABLE, "assets-yaml", list);
    Outside.Counts report = outside.deliver(Derivations.TABLE, "assets-yaml", list);
    assertThat(report).isEqualTo(Outside.Counts.of(7L, 5L, 0L, 2L));
    String tuned = "model:Acme/Tuned";
    assertThat(edges())
        .containsExactlyInAnyOrder(
            tuned + " | distillation | " + unresolved(tuned, "GPT"),
            tuned + " | dependency | " + unresolved(tuned, "LLaMA 2"),
            tuned + " | dependency | " + unresolved(tuned, "the web"),
            "model:Meta/Llama 2 | dependency | dataset:Open/The Web",
            "service:Acme/Chat | dependency | model:Acme/Tuned");
    Path aliases = outside.file("aliases.yaml", "\"model:Meta/Llama 2\": [LLaMA 2]\n");
    outside.deliver(Derivations.TABLE, "assets-yaml", list, Map.of("aliases", aliases.toString()));
    assertThat(edges()).contains("model:Acme/Tuned | dependency | model:Meta/Llama 2");
  }

  @Test
  void aTextInsideAContainerIsReadAndWhatElseStandsThereIsTold() {
    Path list =
        outside.file(
            "assets.yaml",
            """
            - {type: dataset, name: {value: Books, explanation: so called}, organization: [A, B]}
            - type: model
              name: Two
              organization: Acme
              license: {value: Apache License 2.0, explanation: on the page}
              created_date: {value: 2024-05-06, explanation: blog}
              modality: text; text
              dependencies: {value: [Books], explanation: x}
            - {type: model, name: Three, created_date: 2024-05, dependencies: [{Books: yes}, [Books]]}
            """);
    outside.deliver(Assets.TABLE, "assets-yaml", list);
    assertThat(
            outside.rows(
                Assets.TABLE, Assets.ASSET_ID, Assets.PROVIDER, Assets.LICENSE, Assets.RELEASED_ON))
        .containsExactly(
            "dataset:A, B/Books | A, B | null | null",
            "model:Acme/Two | Acme | Apache-2.0 | 2024-05-06",
            "model:Three | null | null | null");
    assertThat(outside.deliver(Derivations.TABLE, "assets-yaml", list))
        .isEqualTo(Outside.Counts.of(3L, 2L, 0L, 1L));
    assertThat(edges())
        .containsExactly(
            "model:Acme/Two | dependency | dataset:A, B/Books",
            "model:Three | dependency | dataset:A, B/Books");
    assertThat(outside.rejects()).containsExactly("assets.yaml:3 parent_id is_one_value");
    assertThat(outside.fields().told())
        .isEqualTo(
            "created_date (no day) 1, created_date.explanation 1, dependencies (an object) 1,"
                + " dependencies.explanation 1, license.explanation 1, modality 1,"
                + " name.explanation 1");
  }

  @Test
  void aKeyTwiceOrATabIsToldWithItsLineAndKey() {
    Path twice = outside.file("a.yaml", "- type: model\n  name: One\n  name: Two\n");
    assertThatThrownBy(() -> outside.deliver(Assets.TABLE, "assets-yaml", twice))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("line 3, at 'name': found duplicate key name");
    Path tab = outside.file("b.yaml", "- type: model\n  name: One\n\tlicense: MIT\n");
    assertThatThrownBy(() -> outside.deliver(Assets.TABLE, "assets-yaml", tab))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("line 3, at 'license'")
        .hasMessageContaining("TAB");
  }
}
