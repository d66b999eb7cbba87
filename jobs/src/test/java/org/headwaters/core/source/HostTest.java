package org.headwaters.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostTest {

  @ParameterizedTest
  @CsvSource({
    "http://example.org, example.org",
    "https://example.org/, example.org",
    "//example.org/a, example.org",
    "ftp://example.org/a, example.org",
    "HTTPS://WWW.EXAMPLE.ORG/A, www.example.org",
    "https://TITLE.example.I, title.example.i",
    "http://example.org:8080/x, example.org",
    "http://example.org:/x, example.org",
    "http://user@example.org/x, example.org",
    "http://user:pass@example.org:80/x, example.org",
    "http://a@b@example.org/, example.org",
    "http://u:p@[2606:4700::1111]:80/, [2606:4700::1111]",
    "http://example.org./x, example.org",
    "http://example.org.:443, example.org",
    "http://example.org?q=a/b, example.org",
    "http://example.org#f, example.org",
    "http://good.example\\@evil.example/, good.example",
    "http://example.org/@user, example.org",
    "http://example.org/a:b, example.org",
    "'  http://example.org/  ', example.org",
    "http://Bücher.example/, xn--bcher-kva.example",
    "http://b%C3%BCcher.example/, xn--bcher-kva.example",
    "http://ex%61mple.org/, example.org",
    "http://例え。テスト/, xn--r8jz45g.xn--zckzah",
    "http://xn--BCHER-KVA.example/, xn--bcher-kva.example",
    "http://my_blog.example.org/, my_blog.example.org",
    "http://8.8.4.4/, 8.8.4.4",
    "http://134744072/, 8.8.8.8",
    "http://0x8.010.2056/, 8.8.8.8",
    "http://8.8.8.8./, 8.8.8.8",
    "http://straße.example/, xn--strae-oqa.example",
    "http://ẞ.example/, xn--zca.example",
    "http://βόλος.example/, xn--nxasmm1c.example",
    "http://xn--strae-oqa.example/, xn--strae-oqa.example",
    "http://ｅxample.org/, example.org",
    "http://[2A00:1450:4001::0:A]/x, [2a00:1450:4001::a]",
    "'http://[::ffff:1.2.3.4]:80/x', [::ffff:102:304]",
  })
  void isLowerCasePunycodeWithoutUserinfoPortOrFinalDot(String url, String host) {
    assertThat(Host.ofUrl(url)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "example.org",
        "example.org/a",
        "mailto:a@example.org",
        "s3://bucket/key",
        "hf://datasets/x",
        "file:///etc/passwd",
        "data.txt",
        "http:/example.org",
        "http://",
        "http:///path",
        "http://.",
        "http://..",
        "http://a..b/",
        "http://.a/",
        "http://a../",
        "http://a b/",
        "http://a<b/",
        "http://a%zz/",
        "http://a%ff/",
        "http://a%00/",
        "http://a%2Fb/",
        "http://a:b/",
        "http://a:80b/",
        "http://[::1/",
        "http://[]/",
        "http://[abc]/",
        "http://[::g]/",
        "http://[::1]x/",
        "http://xn--a\u0000.org/",
        "http://a\u3000b/",
        "http://user@/",
        "http://:80/",
        "http://256.1.1.1/",
        "http://1.2.3.4.5/",
        "http://example.1/",
        "http://xn--a-.example/",
        "http://a\u200Db.example/"
      })
  void isNothingForWhatIsNoWebPage(String url) {
    assertThat(Host.ofUrl(url)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stack-dedup",
        "s2",
        "localhost",
        "app.localhost",
        "printer.local",
        "wiki.internal",
        "wiki.internal.",
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.2.1",
        "192.168.0.1",
        "198.19.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[ff02::1]",
        "[64:ff9b::808:808]",
        "[2001:db8::a]",
        "[2001::1]",
        "[2002:a00:1::]",
        "[3fff::1]"
      })
  void isNothingForHostsThatThePublicWebDoesNotKnow(String host) {
    assertThat(Host.ofUrl("https://" + host + "/x")).isNull();
    assertThat(Host.ofName(host)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255",
        "11.0.0.0",
        "100.63.0.1",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "[2001:200::1]",
        "[2001:db7::1]",
        "[2003::1]",
        "[3ffe::1]",
        "local.example"
      })
  void knowsTheHostsBesideThose(String host) {
    assertThat(Host.ofUrl("https://" + host + "/x")).isEqualTo(host);
  }

  @Test
  void isNothingForNull() {
    assertThat(Host.ofUrl(null)).isNull();
    assertThat(Host.ofName(null)).isNull();
    assertThat(new Sites(host -> host).ofUrl(null)).isNull();
    assertThat(ConsentScopes.hostsOf(null)).isEmpty();
  }

  @Test
  void holdsLabelsOf63AndNamesOf253AndNoMore() {
    String label = "a".repeat(63);
    assertThat(Host.ofName(label + ".org")).isEqualTo(label + ".org");
    assertThat(Host.ofName(label + "a.org")).isNull();
    String name = (label + ".").repeat(3) + "b".repeat(61);
    assertThat(name).hasSize(253);
    assertThat(Host.ofName(name)).isEqualTo(name);
    assertThat(Host.ofName(name + ".")).isEqualTo(name);
    assertThat(Host.ofName(name + "b")).isNull();
  }

  @Test
  void tellsAddressesFromNames() {
    assertThat(Host.isAddress("10.0.0.1")).isTrue();
    assertThat(Host.isAddress("[::1]")).isTrue();
    assertThat(Host.isAddress("2130706433")).isTrue();
    assertThat(Host.isAddress("example.org")).isFalse();
    assertThat(Host.isAddress("1.org")).isFalse();
    assertThat(Host.isAddress("example.a1")).isFalse();
    assertThat(Host.isAddress("example.1a")).isFalse();
    assertThat(Host.isAddress("example.x")).isFalse();
    assertThat(Host.isAddress("1.0x")).isTrue();
    assertThat(Host.isAddress("1.0xf")).isTrue();
    assertThat(Host.isAddress("9.0.9")).isTrue();
  }

  @Test
  void neverFailsAndIsItsOwnNormalForm() {
    String alphabet = "htp:/@.[]%?#\\aB9-_ü。\u0000 0xn";
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      StringBuilder url = new StringBuilder(random.nextBoolean() ? "http://" : "");
      for (int i = random.nextInt(14); i > 0; i--) {
        url.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThatCode(() -> Host.ofUrl(url.toString()))
          .as("seed %s: %s", seed, url)
          .doesNotThrowAnyException();
      String host = Host.ofUrl(url.toString());
      if (host != null) {
        assertThat(Host.ofName(host)).as("seed %s: %s", seed, url).isEqualTo(host);
      }
    }
  }

  @Test
  void asksTheSuffixListForNamesAndNeverForAddresses() {
    List<String> asked = new ArrayList<>();
    Sites sites =
        new Sites(
            host -> {
              asked.add(host);
              return host.endsWith("example.org") ? "example.org" : null;
            });
    assertThat(sites.ofUrl("http://a.example.org/1")).isEqualTo("example.org");
    assertThat(sites.ofUrl("http://A.example.org/2")).isEqualTo("example.org");
    assertThat(sites.ofUrl("http://unknown.invalid/")).isEqualTo("unknown.invalid");
    assertThat(sites.ofUrl("http://8.1.2.3/")).isEqualTo("8.1.2.3");
    assertThat(sites.ofUrl("nothing")).isNull();
    assertThat(asked).containsExactly("a.example.org", "a.example.org", "unknown.invalid");
  }

  @Test
  void spellsDigestsInOneWay() {
    assertThat(Digest.normal("sha1:abc2")).isEqualTo("ABC2");
    assertThat(Digest.normal(" SHA1: iabc ")).isEqualTo("IABC");
    assertThat(Digest.normal("ABC")).isEqualTo("ABC");
    assertThat(Digest.normal("sha1:")).isNull();
    assertThat(Digest.normal(" ")).isNull();
    assertThat(Digest.normal(null)).isNull();
    for (String space : List.of("\r", "\t", "\n", "\u00a0", "\u2003", "\u3000", "\u0085")) {
      assertThat(Digest.normal("ABC" + space)).isEqualTo("ABC");
      assertThat(Digest.normal(space + "sha1:" + space + "abc")).isEqualTo("ABC");
      assertThat(Digest.normal(space)).isNull();
    }
  }

  @Test
  void isNothingForANameLongerThanAnyHostHoweverItIsWritten() {
    for (String letter : List.of("\u00e9", "%C3%A9", "a.", "xn--a.")) {
      for (int length : new int[] {300, 5_000, 70_000}) {
        assertThat(Host.ofName(letter.repeat(length) + "example")).as(letter).isNull();
        assertThat(Host.ofUrl("https://" + letter.repeat(length) + ".example/")).isNull();
      }
    }
  }
}
