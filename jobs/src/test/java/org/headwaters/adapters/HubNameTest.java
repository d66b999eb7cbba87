package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.UnresolvedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HubNameTest {
  @ParameterizedTest
  @CsvSource({
    "openlab/base, openlab/base",
    "gpt2, gpt2",
    "gpt2@main, gpt2",
    "openlab/base@main, openlab/base",
    "openlab/base@refs/pr/1, openlab/base",
    "openlab/base:Q4_K_M, openlab/base",
    "openlab/base#v2, openlab/base",
    "openlab/main, openlab/main",
    "openlab/tree, openlab/tree",
    "openlab/base/tree/main, openlab/base",
    "https://huggingface.co/openlab/base/tree/main, openlab/base",
    "https://huggingface.co/openlab/base/blob/main/README.md, openlab/base",
    "https://huggingface.co/gpt2/discussions/3, gpt2",
    "https://huggingface.co/openlab/base.git, openlab/base",
    "https://huggingface.co/api/models/openlab/base, openlab/base",
    "git@hf.co:openlab/base, openlab/base",
    "ssh://git@hf.co/openlab/base, openlab/base",
    "http://www.huggingface.co/openlab/base/?library=x#use, openlab/base",
    "huggingface.co/openlab/base, openlab/base",
    "<https://huggingface.co/openlab/base>, openlab/base",
    "[the base](https://huggingface.co/openlab/base), openlab/base",
    "`openlab/base`, openlab/base",
    "models/openlab/base, openlab/base",
    "hf:openlab/base, openlab/base",
    "hf://openlab/base@v1/x.gguf, openlab/base",
    "models--openlab--base, openlab/base",
    "/root/.cache/huggingface/hub/models--openlab--base/snapshots/a1, openlab/base"
  })
  void findsTheModelInEveryShape(String written, String repository) {
    assertThat(HubName.repository(AssetKind.MODEL, written)).isEqualTo(repository);
  }

  @ParameterizedTest
  @CsvSource({
    "web/crawl, web/crawl",
    "HTTPS://HF.co/datasets/web/crawl/, web/crawl",
    "https://huggingface.co/datasets/squad, squad",
    "https://huggingface.co/datasets/web/crawl/viewer/default/train, web/crawl",
    "datasets/web/crawl, web/crawl",
    "hf://datasets/web/crawl@v1/data/x.parquet, web/crawl",
    "hf://datasets/web/crawl@~parquet, web/crawl",
    "web/crawl@refs/convert/parquet, web/crawl",
    "~/hub/datasets--web--crawl, web/crawl"
  })
  void findsTheDataSetInEveryShape(String written, String repository) {
    assertThat(HubName.repository(AssetKind.DATASET, written)).isEqualTo(repository);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/workspace/models/private-b",
        "./out",
        "../base",
        "~/base",
        "C:\\models\\base",
        "C:models\\base",
        "D:/base",
        "file:///data/base",
        "file:base",
        "models/private",
        "outputs/base",
        "Checkpoints/last",
        "acme-run/checkpoint-1000",
        "checkpoint_1000",
        "base.safetensors",
        "base.gguf",
        "mydata/train.jsonl",
        "s3://bucket/base",
        "gs://bucket/base",
        "https://example.org/openlab/base",
        "https://github.com/openlab/base",
        "git@github.com:openlab/base",
        "https://huggingface.co/",
        "https://huggingface.co/models?other=x",
        "https://huggingface.co/spaces/openlab/demo",
        "https://huggingface.co/collections/openlab/all-1a2b",
        "https://huggingface.co/docs/hub",
        "None",
        "null",
        "N/A",
        "true",
        "4",
        "generator",
        "[generator]",
        "json",
        "imagefolder",
        "other",
        "other-imdb",
        "a/b/c",
        "two words",
        "openlab/base, openlab/other",
        "[More Information Needed]",
        "",
        "-",
        "?",
        "a..b"
      })
  void whatIsNoRepositoryIsNone(String written) {
    assertThat(HubName.repository(AssetKind.MODEL, written)).isNull();
    assertThat(HubName.repository(AssetKind.DATASET, written)).isNull();
  }

  @Test
  void anAddressOfTheOtherKindIsNoneOfThis() {
    String data = "https://huggingface.co/datasets/web/crawl";
    assertThat(HubName.repository(AssetKind.MODEL, data)).isNull();
    assertThat(HubName.repository(AssetKind.MODEL, "datasets--web--crawl")).isNull();
    assertThat(HubName.repository(AssetKind.DATASET, "models--openlab--base")).isNull();
  }

  /** Worked out by sha256sum of the child's id, a zero byte and the text. */
  @Test
  void anUnresolvedNameIsItsChildsOwnAndShowsNoText() {
    assertThat(UnresolvedName.id(AssetKind.MODEL, "model:acme/a", "/workspace/models/private-b"))
        .isEqualTo("model:unresolved/5a04f995d3448760");
    assertThat(UnresolvedName.id(AssetKind.DATASET, "model:acme/b", "None"))
        .isEqualTo("dataset:unresolved/f26890400f429f49");
  }
}
