package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards of the hub and lists kept by hand. */
final class CardsTest {
  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  private void card(String name, String... front) {
    outside.file("cards/" + name + "/README.md", "---\n" + Outside.lines(front) + "---\n# Title\n");
  }

  private List<Long> deliver(Path cards, Map<String, Object> settings) {
    Outside.Counts assets = outside.deliver(Assets.TABLE, "hf-cards", cards, settings);
    Outside.Counts edges = outside.deliver(Derivations.TABLE, "hf-cards", cards, settings);
    return List.of(assets.kept(), assets.rejected(), edges.kept(), edges.rejected());
  }

  private List<String> edges() {
    return outside.rows(
        Derivations.TABLE, Derivations.CHILD_ID, Derivations.RELATION, Derivations.PARENT_ID);
  }

  @Test
  void readsAFolderOfCards() {
    card(
        "models/acme/tuned",
        "license: apache-2.0",
        "base_model: meta/base",
        "datasets: [acme/chat]");
    card(
        "models/acme/distilled",
        "base_model: [meta/base]",
        "base_model_relation: knowledge-distillation");
    card("models/acme/merged", "base_model:", "- acme/tuned", "- meta/base", "license: llama3.1");
    card("models/acme/lora", "base_model: meta/base", "library_name: peft");
    card("models/acme/tagged", "base_model: meta/base", "tags: [knowledge-distillation]");
    card("models/acme/gguf", "base_model: meta/base", "tags: [gguf]", "license: unknown");
    card("models/meta/base", "datasets:", "- web/crawl", "license: [mit, odc-by]");
    card(
        "datasets/acme/chat",
        "tags: [synthetic]",
        "source_datasets: ['extended|web/crawl', original]");
    card("datasets/web/crawl", "license: cc-by-sa-4.0", "language_creators: [found]");
    outside.file("cards/models/acme/plain/README.md", "# A card without front matter\n");
    outside.file("cards/models/acme/files/adapter_config.json", "{}");
    card("models/acme/files", "base_model: meta/base");
    Path cards = folder.resolve("inputs/cards");
    assertThat(deliver(cards, Map.of())).containsExactly(11L, 0L, 12L, 0L);
    assertThat(edges())
        .containsExactly(
            "dataset:acme/chat | generated_by | model:unnamed/acme/chat",
            "dataset:acme/chat | subset | dataset:web/crawl",
            "model:acme/distilled | distillation | model:meta/base",
            "model:acme/files | adapter | model:meta/base",
            "model:acme/gguf | quantized | model:meta/base",
            "model:acme/lora | adapter | model:meta/base",
            "model:acme/merged | merge | model:acme/tuned",
            "model:acme/merged | merge | model:meta/base",
            "model:acme/tagged | distillation | model:meta/base",
            "model:acme/tuned | finetune | model:meta/base",
            "model:acme/tuned | finetuning_data | dataset:acme/chat",
            "model:meta/base | pretraining_data | dataset:web/crawl");
    assertThat(outside.rows(Assets.TABLE, Assets.ASSET_ID, Assets.LICENSE))
        .contains(
            "dataset:web/crawl | CC-BY-SA-4.0",
            "model:acme/gguf | NOASSERTION",
            "model:acme/merged | LicenseRef-hf-llama3.1",
            "model:acme/plain | null",
            "model:acme/tuned | Apache-2.0",
            "model:meta/base | MIT AND ODC-By-1.0");
    assertThat(outside.rows(Derivations.TABLE, Derivations.EVIDENCE))
        .contains(
            "https://huggingface.co/acme/distilled (base_model_relation: knowledge-distillation)",
            "https://huggingface.co/acme/tuned (inferred)");
    assertThat(outside.rows(Derivations.TABLE, Derivations.CHILD_ID)).hasSize(12);
  }

  @Test
  void readsADumpAndDeclaredAliasesOnly() {
    Path aliases =
        outside.file(
            "aliases.yaml", "\"dataset:HuggingFaceFW/fineweb@1.3\": [HuggingFaceFW/fineweb]\n");
    Path dump =
        outside.gzip(
            "cards.jsonl.gz",
            Outside.lines(
                "{\"id\":\"acme/a\",\"kind\":\"model\",\"createdAt\":\"2025-01-02T03:04:05.000Z\",\"cardData\":{\"datasets\":\"HuggingFaceFW/fineweb\"}}",
                "{\"modelId\":\"acme/b\",\"type\":\"models\",\"tags\":[\"base_model:quantized:acme/a\"],\"cardData\":{\"base_model\":\"acme/a\",\"license\":null}}",
                "{\"id\":\"acme/c\",\"kind\":\"model\",\"siblings\":[{\"rfilename\":\"x.gguf\"}],\"cardData\":{\"base_model\":[\"https://huggingface.co/acme/a\",null]}}",
                "{\"id\":\"HuggingFaceFW/FineWeb\",\"kind\":\"dataset\",\"cardData\":{}}"));
    assertThat(deliver(dump, Map.of("aliases", aliases.toString())))
        .containsExactly(4L, 0L, 3L, 0L);
    assertThat(edges())
        .containsExactly(
            "model:acme/a | pretraining_data | dataset:HuggingFaceFW/fineweb@1.3",
            "model:acme/b | quantized | model:acme/a",
            "model:acme/c | quantized | model:acme/a");
    assertThat(outside.rows(Assets.TABLE, Assets.ASSET_ID, Assets.RELEASED_ON))
        .contains("dataset:HuggingFaceFW/FineWeb | null", "model:acme/a | 2025-01-02");
  }

  @Test
  void hostileCardsAreRejectsAndTheRestGoesOn() {
    card("models/acme/good", "license: mit");
    card("models/acme/list", "- a", "- b");
    card("models/acme/yaml", "base_model: [unclosed", "x: y");
    card("models/acme/itself", "base_model: &x [*x]");
    card("models/acme/deep", "base_model: " + "[".repeat(100_000));
    card("models/acme/strange", "base_model: meta/base", "base_model_relation: cousin");
    card("models/acme/nulls", "base_model: null", "datasets: [null, {a: b}, 7]");
    card("models/acme/long", "base_model: " + "x".repeat(1 << 20));
    card("models/acme/na me", "license: mit");
    card("nowhere/acme/kind", "license: mit");
    outside.file("cards/models/acme/open/README.md", "---\nlicense: mit\n");
    outside.file(
        "cards/models/acme/latin/README.md",
        "---\nlicense: caf\u00e9\n---\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(deliver(folder.resolve("inputs/cards"), Map.of())).containsExactly(5L, 7L, 2L, 9L);
    assertThat(outside.rejects())
        .contains(
            "README.md:1 null card_says_its_kind",
            "README.md:1 null front_matter_ends",
            "README.md:1 null is_a_hub_id",
            "README.md:1 null is_utf8",
            "README.md:1 null is_yaml",
            "README.md:1 parent_id is_one_value",
            "README.md:1 relation relation_is_known");
    Path dump =
        outside.file(
            "cards.jsonl",
            Outside.lines(
                "{\"id\": 7}",
                "[]",
                "{\"id\":\"a/b\",",
                "",
                "{\"id\":\"a/b\",\"kind\":\"space\"}"));
    assertThat(deliver(dump, Map.of())).containsExactly(0L, 4L, 0L, 4L);
  }

  @Test
  void ofACacheTheRevisionThatMainNamesIsTheCard() {
    for (String revision : List.of("aaaa", "bbbb")) {
      outside.file(
          "cache/models--acme--a/snapshots/" + revision + "/README.md",
          "---\nbase_model: base/" + revision + "\n---\n");
    }
    outside.file("cache/models--acme--a/refs/main", "bbbb");
    outside.file("cache/models--acme--a/snapshots/bbbb/onnx/README.md", "---\nlicense: mit\n---\n");
    outside.file("cache/datasets--web--crawl/snapshots/cccc/README.md", "text");
    outside.file("cache/datasets--web--crawl/snapshots/cccc/data.jsonl", "{}");
    outside.file("cache/models--two--two/snapshots/dddd/README.md", "text");
    outside.file("cache/models--two--two/snapshots/eeee/README.md", "text");
    assertThat(deliver(folder.resolve("inputs/cache"), Map.of())).containsExactly(2L, 0L, 1L, 0L);
    assertThat(edges()).containsExactly("model:acme/a | finetune | model:base/bbbb");
    assertThat(outside.fields().told())
        .isEqualTo(
            "(README.md in a card's folder) 1, (README.md of a revision) 3, (file *.jsonl) 1");
  }
}
