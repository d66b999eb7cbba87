package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;

/** Cards in the shapes in which the hub and people write them. */
final class HubCardsTest {
  private FieldCounts fields = new FieldCounts();

  private static CardRows rows(Table table) {
    return new CardRows(table == Derivations.TABLE, AssetNames.none(), RawRow.Shape.of(table));
  }

  private RawTexts card(Table table, String folder, String text) {
    fields = new FieldCounts();
    CardFile.Opened opened =
        new CardFile.Opened("/in/" + folder + "/README.md", RawTexts.stream(text), fields);
    return RawTexts.of(table, new RowFeed(new CardFile(opened, Map.of(), rows(table))));
  }

  private RawTexts dump(Table table, String kind, String... lines) {
    fields = new FieldCounts();
    CardDump dump = new CardDump("hub.jsonl", kind, rows(table), fields);
    return RawTexts.of(table, new RowFeed(dump.lines(RawTexts.stream(Outside.lines(lines)))));
  }

  private static final String[] ANSWERS = {
    "{\"id\":\"acme/a\",\"created_at\":\"2025-01-02 03:04:05+00:00\",\"downloads\":7,"
        + "\"pipeline_tag\":\"x\",\"tags\":[\"dataset:web/crawl\",\"license:mit\"],"
        + "\"card_data\":\"language:\\n- en\\nbase_model: meta/base\\n\"}",
    "{\"id\":\"web/crawl\",\"cardData\":{\"task_categories\":[\"x\"],"
        + "\"license\":\"other\",\"license_name\":\"web-terms\",\"base_model\":null}}",
    "{\"modelId\":\"acme/b\",\"cardData\":\"a: [\"}",
    "{\"id\":\"acme/c\",\"cardData\":{}}"
  };

  @Test
  void readsWhatTheHubAnswersInEveryShape() {
    RawTexts assets = dump(Assets.TABLE, "", ANSWERS);
    assertThat(assets.cells(Assets.ASSET_ID, Assets.LICENSE, Assets.RELEASED_ON))
        .containsExactly(
            "dataset:web/crawl | LicenseRef-hf-web-terms | null",
            "model:acme/a | MIT | 2025-01-02");
    assertThat(assets.broken()).containsExactly("3 is_yaml", "4 card_says_its_kind");
    assertThat(fields.told())
        .isEqualTo("(hub) downloads 1, (hub) pipeline_tag 1, language 1, task_categories 1");
    assertThat(dump(Derivations.TABLE, "", ANSWERS).cells("child_id", "relation", "parent_id"))
        .containsExactly(
            "model:acme/a | finetune | model:meta/base",
            "model:acme/a | finetuning_data | dataset:web/crawl");
  }

  @Test
  void aDumpMayHoldWholeReadmesAndDaysAsNumbers() {
    String[] lines = {
      "{\"modelId\":\"acme/a\",\"createdAt\":1646263744000,"
          + "\"card\":\"---\\nbase_model: a/b\\n---\\n# T: x\\n- y\"}",
      "{\"datasetId\":\"web/c\",\"createdAt\":\"yesterday\",\"card\":\"# T\\nprose: [\"}",
      "{\"id\":\"datasets/web/d\",\"card\":\"# T\\n---\\nlicense: mit\\n---\\n- [\"}"
    };
    assertThat(dump(Assets.TABLE, "", lines).cells(Assets.ASSET_ID, Assets.RELEASED_ON))
        .containsExactly(
            "dataset:web/c | null", "dataset:web/d | null", "model:acme/a | 2022-03-02");
    assertThat(fields.told())
        .isEqualTo(
            "(hub) card 2, (hub) card (front matter that does not come first) 1,"
                + " createdAt (no day) 1");
    assertThat(dump(Derivations.TABLE, "", lines).cells("child_id", "parent_id"))
        .containsExactly("model:acme/a | model:a/b");
  }

  @Test
  void whatLooksLikeFrontMatterIsReadOrTold() {
    for (String read :
        new String[] {
          "<!-- a --> ---\nlicense: mit\n---\n",
          "  ---\n  license: mit\n  ---\n",
          "\u00A0\n---\nlicense: mit\n---   \n"
        }) {
      assertThat(card(Assets.TABLE, "models/a/b", read).cells("license")).containsExactly("MIT");
    }
    for (String told :
        new String[] {
          "----\nlicense: mit\n----\n",
          "+++\nlicense = \"mit\"\n+++\n",
          "```yaml\nlicense: mit\n```\n",
          "{\"license\": \"mit\"}\n",
          "license: mit\n"
        }) {
      assertThat(card(Assets.TABLE, "models/a/b", told).cells("license")).containsExactly("null");
      assertThat(fields.told()).as(told).isEqualTo("(front matter that does not come first) 1");
    }
    card(Assets.TABLE, "models/a/b", "---\n- license\n---\n");
    assertThat(fields.told()).isEqualTo("(front matter that is no mapping) 1");
  }

  @Test
  void theSettingsMaySayWhatKindTheCardsAre() {
    assertThat(dump(Assets.TABLE, "model", ANSWERS).cells(Assets.ASSET_ID))
        .containsExactly("model:acme/a", "model:acme/c", "model:web/crawl");
    assertThat(dump(Assets.TABLE, "model", "{\"id\":\"a\",\"type\":\"datasets\"}").cells("kind"))
        .as("the card's own word goes first")
        .containsExactly("dataset");
  }

  @Test
  void anAnswerMayBeOneJsonText() {
    CardDump dump = new CardDump("a.json", "", rows(Assets.TABLE), fields);
    String text = "[{\"id\":\"acme/d\",\n\"library_name\":\"peft\",\"siblings\":[\"x\"]}, 7]";
    List<Row> rows = new ArrayList<>();
    dump.whole(text, rows::add);
    RawTexts told = RawTexts.of(Assets.TABLE, rows.iterator());
    assertThat(told.cells(Assets.ASSET_ID)).containsExactly("model:acme/d");
    assertThat(told.broken()).containsExactly("2 is_json_object");
  }

  @Test
  void frontMatterMayFollowBlankLinesAndCommentsAndNothingElse() {
    String matter = "---\nlicense: mit\n---\n";
    for (String before : new String[] {"", "\n \n", "\uFEFF", "<!-- a\nb -->\n\n<!-- c -->\n"}) {
      assertThat(card(Assets.TABLE, "models/a/b", before + matter + "# T\n").cells("license"))
          .containsExactly("MIT");
      assertThat(fields.told()).isEmpty();
    }
    assertThat(card(Assets.TABLE, "models/a/b", "# T\n\n" + matter).cells("license"))
        .containsExactly("null");
    assertThat(fields.told()).isEqualTo("(front matter that does not come first) 1");
    card(Assets.TABLE, "models/a/b", "# T\n---\ntext\n\n---\n");
    assertThat(fields.told()).isEmpty();
  }

  @Test
  void whatIsNoIdOfTheHubIsTheChildsOwnUnresolvedAsset() {
    RawTexts model =
        card(
            Derivations.TABLE,
            "models/acme/a",
            "---\n"
                + "base_model: /workspace/models/private-b\n"
                + "datasets: [generator, 'None', 'https://hf.co/datasets/web/crawl/tree/main']\n"
                + "---\n");
    assertThat(model.cells("parent_id"))
        .contains("dataset:web/crawl")
        .filteredOn(id -> id.matches("(model|dataset):unresolved/[0-9a-f]{16}"))
        .hasSize(3);
    assertThat(fields.unresolvedNames().values())
        .containsExactlyInAnyOrder("/workspace/models/private-b", "generator", "None");
    assertThat(model.cells("evidence")).noneMatch(text -> text.contains("workspace"));
    assertThat(
            card(
                    Derivations.TABLE,
                    "models/acme/b",
                    "---\nbase_model: {name: openlab/base@main, revision: x}\n---\n")
                .cells("parent_id"))
        .containsExactly("model:openlab/base");
    assertThat(fields.told()).isEqualTo("base_model.revision 1");
    assertThat(
            card(
                    Derivations.TABLE,
                    "datasets/acme/c",
                    "---\n"
                        + "source_datasets: ['extended|other', 'extended|web/crawl', original]\n"
                        + "---\n")
                .cells("relation", "parent_id"))
        .contains("mixture | dataset:web/crawl")
        .hasSize(2);
  }

  @Test
  void aKeyTwiceIsARejectThatNamesLineAndKey() {
    RawTexts twice = card(Assets.TABLE, "models/a/b", "---\nlicense: mit\nlicense: mit\n---\n");
    assertThat(twice.broken()).containsExactly("1 is_yaml");
    assertThat(twice.fixes()).allMatch(fix -> fix.contains("line 2, at 'license'"));
    RawTexts tab = card(Assets.TABLE, "models/a/b", "---\nlicense: mit\n\ttags: [x]\n---\n");
    assertThat(tab.broken()).containsExactly("1 is_yaml");
    assertThat(tab.fixes())
        .allMatch(fix -> fix.contains("line 2, at 'tags'") && fix.contains("TAB"));
  }

  @Test
  void spellingIsNoOtherLicence() {
    for (String written :
        new String[] {"apache-2.0", "Apache 2.0", "Apache License, Version 2.0", "Apache-2.0"}) {
      assertThat(Licences.spdx(List.of(written))).isEqualTo("Apache-2.0");
    }
    assertThat(Licences.spdx(List.of("MIT License", "cc by-sa 4.0", "GPL-3.0-only")))
        .isEqualTo("MIT AND CC-BY-SA-4.0 AND GPL-3.0-only");
    assertThat(Licences.spdx(List.of("LicenseRef-own"))).isEqualTo("LicenseRef-own");
    assertThat(Licences.spdx(List.of("llama3.1"))).isEqualTo("LicenseRef-hf-llama3.1");
  }
}
