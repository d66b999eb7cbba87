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
    "openlab/base@main, openlab/base",
    "openlab/base/tree/main, openlab/base",
    "https://huggingface.co/openlab/base/tree/main, openlab/base",
    "https://huggingface.co/openlab/base/blob/main/README.md, openlab/base",
    "http://www.huggingface.co/openlab/base/?library=x#use, openlab/base",
    "huggingface.co/openlab/base, openlab/base",
    "HTTPS://HF.co/datasets/web/crawl/, web/crawl",
    "https://huggingface.co/datasets/squad, squad",
    "https://huggingface.co/datasets/web/crawl/viewer/default/train, web/crawl",
    "datasets/web/crawl, web/crawl",
    "hf://datasets/web/crawl@v1/data/x.parquet, web/crawl",
    "hf:openlab/base, openlab/base"
  })
  void findsTheRepositoryInEveryShape(String written, String repository) {
    assertThat(HubName.repository(written)).isEqualTo(repository);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/workspace/models/private-b",
        "./out",
        "../base",
        "~/base",
        "C:\\models\\base",
        "D:/base",
        "file:///data/base",
        "file:base",
        "s3://bucket/base",
        "https://example.org/openlab/base",
        "None",
        "null",
        "generator",
        "[generator]",
        "other",
        "a/b/c",
        "two words",
        "",
        "-",
        "a..b"
      })
  void whatIsNoRepositoryIsNone(String written) {
    assertThat(HubName.repository(written)).isNull();
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
