package org.headwaters.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Texts that something has once gone wrong with, of every kind for every column: wrong parts of
 * ids, wild scopes, days that are none, numbers beyond every range, what cannot be seen, patterns,
 * and texts of any length. None of them names anything of the sample world.
 */
final class HostileValues {
  private static final List<String> IDS =
      List.of(
          "",
          " ",
          ":",
          "/",
          "#",
          "@",
          "model",
          "model:",
          "model: ",
          "model: x",
          ":x",
          "Model:mass/x",
          "MODEL:mass/x",
          "service:mass/../x",
          "dataset:mass/x@",
          "dataset:@1",
          "dataset:mass/x@1@2",
          "dataset:mass//x",
          "dataset:/",
          "dataset:mass/x#1",
          "model:mass/x/",
          "model:mass/%2F",
          "model:mass/%zz",
          "model:mass/x|y",
          "model:mass/x'y",
          "model:mass/x\"y",
          "model:mass/x\\y",
          "model:mass/x`y",
          "model:mass/{x}",
          "model:mass/x,y;z",
          "model:mass/x=y",
          "model:mass/x&y?z",
          "model:mass/x*",
          "dataset:mass/x:y",
          "service:mass/é",
          "model:mass/e\u0301",
          "model:mass/\ud83d\ude00",
          "model:mass/\ud800",
          "account:jane",
          "account:mass.example/",
          "account:mass.example/a/b",
          "account:mass.example/a%2Fb",
          "account:mass.example/a:b",
          "account:mass.example/%",
          "account:www.mass.example/a",
          "account:dataset%3Amass/x",
          "account:dataset%3Amass%2Fx/jane",
          "domain:Mass.Example",
          "domain:www.mass-two.com",
          "domain:mass-two.example",
          "domain:",
          "domain:localhost",
          "domain:10.0.0.1",
          "domain:8.8.8.8",
          "domain:xn--",
          "domain:mass..example",
          "domain:stack-dedup",
          "domain:[::1]",
          "path:mass.example",
          "path:mass.example/",
          "path:mass.example/x",
          "path:mass.example/x//y",
          "path:mass.example/%2e",
          "path:mass.example/..",
          "path:Mass.example/x",
          "rater:",
          "rater:~mass",
          "own:",
          "own:model:mass/m",
          "own:nonsense",
          "undisclosed:no_source",
          "holder:mass",
          "holder:~mass",
          "fund:mass");

  private static final List<String> SCOPES =
      List.of(
          "*",
          "**",
          "%",
          "_",
          "\\",
          "^(x+)+$",
          "[a-z]*",
          "(null)",
          "null",
          "NULL",
          "None",
          "NaN",
          "Infinity",
          "-Infinity",
          "true",
          "FALSE",
          "yes",
          "n",
          "Y",
          "x..y",
          "*.mass.example",
          "*.*.mass.example",
          "mass.example/*",
          "mass.example/x*$",
          "mass.example/$",
          "mass.example:443/x",
          "http://mass.example/",
          "//mass.example/x",
          "https://",
          "https:///",
          "https://mass.example:99999/",
          "https://mass.example:x/",
          "https://u:p@mass.example/",
          "https://mass.example/%",
          "https://[::1]/",
          "https://[::",
          "https://mass-two",
          "javascript:alert(1)",
          "mailto:x@mass.example",
          "s3://mass/x",
          "file:///etc/passwd",
          "mass.example/x?y#z",
          "mass.example/x?u=http://y.example/",
          "https://straße.mass.example/",
          "https://mass.example/a/../../b",
          "https://mass.example//x",
          "https://xn--a.example/",
          "https://\u3002example/",
          "-mass-.example",
          "mass_.example",
          "write",
          "vote",
          "person",
          "robots",
          "usage",
          "licence_fee",
          "verified",
          "disputed",
          "settled",
          "document",
          "digest",
          "url",
          "image",
          "pretraining_data",
          "generated_by",
          "mixture",
          "dependency",
          "EUR",
          "eur",
          "XXX",
          "BTC",
          "JPY",
          "€",
          "sha1:",
          "sha1:=",
          "MASS\r",
          "sha1:mass\u00a0");

  private static final List<String> TIMES =
      List.of(
          "0000-00-00",
          "0000-01-01",
          "0001-01-01",
          "9999-12-31",
          "10000-01-01",
          "-0001-01-01",
          "2026-02-30",
          "2026-13",
          "2026-00",
          "2026-9",
          "0000-09",
          "9999-12",
          "2026-09-31",
          "20260901",
          "01/09/2026",
          "1582-10-10",
          "1900-02-29",
          "1969-12-31T23:59:59Z",
          "2026-09-01T25:00:00Z",
          "2026-06-30T23:59:60Z",
          "0001-01-01T00:00:00Z",
          "0001-01-01T00:00:00+02:00",
          "9999-12-31T23:59:59Z",
          "9999-12-31T23:59:59.999999999Z",
          "9999-12-31T23:59:59-18:00",
          "+292278994-08-17T07:12:55Z",
          "2038-01-19T03:14:08Z",
          "1758326400",
          "1970-01-01 00:00:00",
          "September 2026");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1",
          "+5",
          "00012",
          "1.5",
          "-1.5",
          "0.0000001",
          "-0.000000000001",
          "1e3",
          "1E400",
          "1e-30",
          "1.234.567,89",
          "1,5",
          "1_000",
          "0x10",
          "\u0663",
          "\u00bd",
          "--1",
          ".",
          "-",
          "1.",
          ".5",
          "32768",
          "65536",
          "1000000",
          "1000001",
          "2147483647",
          "2147483648",
          "-2147483649",
          "999999999999",
          "999999999999.999999",
          "9000000000000",
          "9000000000000.000001",
          "-9000000000000",
          "9000000000001",
          "99999999999999",
          "9223372036854775",
          "9223372036854776",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "170141183460469231731687303715884105728",
          "9".repeat(40),
          "0." + "0".repeat(40) + "1",
          "0." + "3".repeat(12));

  private static final List<String> UNSEEN =
      List.of(
          "a\u0000b",
          "\u0000",
          "a\u0007",
          "\u001b[31mred",
          "a\r\nb",
          "a\nb",
          "a\tb",
          "a\u0085b",
          "a\u007fb",
          "\u00a0",
          "x\u00a0",
          "\u200b",
          "a\u200bb",
          "model:mass/a\u200b",
          "a\u200db",
          "a\u202eb",
          "\u2066a\u2069",
          "\ufeffa",
          "a\u00adb",
          "\u061ca",
          "\u3000",
          "a\u2028b",
          "\u180e",
          "a\u2060b",
          "\ufffe",
          "\uffff",
          "\ufffd",
          "\ud800",
          "\udc00x",
          "a\udb40\udc41",
          "\udb40\udc01",
          "\ud834\udd73",
          "\ufff9a\ufffb",
          "\u3164",
          "\u2800",
          "\u115f",
          "\u034f",
          "\ufe0f");

  private static final List<String> LONG =
      List.of(
          "x".repeat(70_000),
          "model:mass/" + "y".repeat(70_000),
          "é".repeat(40_000),
          "9".repeat(5_000),
          "a" + "\u0301".repeat(10_000),
          "https://mass.example/" + "z".repeat(70_000),
          "https://mass.example/" + "../".repeat(5_000),
          "a.".repeat(200) + "example",
          "/".repeat(5_000),
          "*".repeat(300),
          "a*".repeat(300) + "$",
          "{\"a\":".repeat(500),
          "'; DROP TABLE revenue; --",
          "${jndi:ldap://mass.example/x}",
          "=cmd|' /C calc'!A0",
          "<script>alert(1)</script>");

  private static final String EDITS =
      ":/#@%*.-_\\ \u0000\u001b\u00a0\u200b\u202e\u0301\u3164é0919eE+,'\"`{}$^\ud83d\ude00";

  private HostileValues() {}

  /** So many different ones: fixed ones by chance, and changed ones where those are too few. */
  static List<String> some(Random random, int count) {
    List<String> values = new ArrayList<>(fixed());
    Collections.shuffle(values, random);
    Set<String> some = new LinkedHashSet<>(values.subList(0, Math.min(count, values.size())));
    while (some.size() < count) {
      some.add(mutated(random));
    }
    return List.copyOf(some);
  }

  private static List<String> fixed() {
    Set<String> all = new LinkedHashSet<>();
    for (List<String> kind : List.of(IDS, SCOPES, TIMES, NUMBERS, UNSEEN, LONG)) {
      all.addAll(kind);
    }
    return List.copyOf(all);
  }

  /** A fixed one, changed in up to three places. */
  private static String mutated(Random random) {
    List<String> fixed = fixed();
    StringBuilder text = new StringBuilder(fixed.get(random.nextInt(fixed.size())));
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(text.length() + 1);
      char edit = EDITS.charAt(random.nextInt(EDITS.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, edit);
        case 1 -> text.delete(Math.max(0, at - 1), at);
        default -> text.replace(Math.max(0, at - 1), at, String.valueOf(edit));
      }
    }
    return text.toString();
  }
}
