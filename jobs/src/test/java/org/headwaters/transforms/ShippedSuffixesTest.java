package org.headwaters.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.headwaters.core.source.Sites;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShippedSuffixesTest {
  private final Sites sites = ShippedSuffixes.sites();

  @ParameterizedTest
  @CsvSource({
    "https://www.stackoverflow.com/q/1, stackoverflow.com",
    "https://myblog.blogspot.com/, myblog.blogspot.com",
    "https://a.myblog.blogspot.com/, myblog.blogspot.com",
    "https://foo.github.io/x, foo.github.io",
    "https://github.io/, github.io",
    "https://news.bbc.co.uk/, bbc.co.uk",
    "https://co.uk/, co.uk",
    "https://www.city.kawasaki.jp/, city.kawasaki.jp",
    "https://a.b.kobe.jp/, a.b.kobe.jp",
    "https://www.xn--bcher-kva.example/, www.xn--bcher-kva.example",
    "https://ÖBB.at./fahrplan, xn--bb-eka.at",
    "https://食狮.公司.cn/, xn--85x722f.xn--55qx5d.cn",
    "https://en.wikipedia.org/wiki/Tea, wikipedia.org",
    "https://İSTANBUL.com.tr/, xn--istanbul-o0e.com.tr",
  })
  void namesTheSiteOfRealAndOddHosts(String url, String site) {
    assertThat(sites.ofUrl(url)).isEqualTo(site);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://intranet/wiki",
        "https://printer.local/",
        "https://192.168.0.1:8080/",
        "https://[2001:DB8::1]:443/"
      })
  void namesNoneForHostsThatNobodyElseCanReach(String url) {
    assertThat(sites.ofUrl(url)).isNull();
  }
}
