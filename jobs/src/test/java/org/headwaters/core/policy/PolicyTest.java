package org.headwaters.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.UsageError;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Disclosure;
import org.headwaters.core.lineage.FlowRules;
import org.headwaters.core.lineage.Stage;
import org.headwaters.core.source.DocumentWeight;
import org.headwaters.core.source.SourceRule;
import org.junit.jupiter.api.Test;

final class PolicyTest {
  /** DESIGN §4 in canonical form, with the one key that its §5.4 asks for. */
  private static final String DEFAULT_ATTRIBUTION =
      "{'actions_ppm':{'answer':1000000,'caption':500000,'edit':300000,'moderate':50000,"
          + "'translate':500000,'vote':10000,'write':1000000},'credit_to':'first_capture',"
          + "'min_original_bytes':512,'modality_weights':{},'source_rules':[{'host':'github.com',"
          + "'lower':true,'source':'path:github.com/{segment1}'}],'trusted_publishers':[],"
          + "'weighting':'tokens'}";

  private static final String DEFAULT =
      "{'attribution':"
          + DEFAULT_ATTRIBUTION
          + ",'consent':'pay_and_flag','domain_claims_cover':{},'feedback_ppm':500000,"
          + "'levies_ppm':{'fund:audit':10000,'fund:commons':50000},"
          + "'minimum_payout_micros':1000000,"
          + "'own_share_max_ppm':{'dataset':100000,'model':100000,'service':0},"
          + "'policy':'commons-default','reporting_currency':'EUR','royalty_rate_ppm':"
          + "{'advertising':100000,'hosting':100000,'licence_fee':1000000,'subscription':100000,"
          + "'usage':100000},'stages_ppm':{'dataset':{'contents':1000000},'model':{'base':500000,"
          + "'distillation':300000,'finetuning_data':200000,'output_attributions':0,"
          + "'preference_data':100000,'pretraining_data':600000,'retrieval_data':100000},"
          + "'service':{'output_attributions':0,'retrieval_data':300000,'serving':700000}},"
          + "'unclaimed':{'hold_months':36,'then':'fund:commons'},'undisclosed':"
          + "{'hold_months':36,'then':'fund:commons'},'undisclosed_ppm':{'full':0,'none':1000000,"
          + "'partial':200000,'unstated':200000},'valid_from':'2026-01-01','version':1}";

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static void refuses(Map<String, ?> yaml, String... problems) {
    assertThatThrownBy(() -> Policy.of(yaml))
        .isInstanceOf(UsageError.class)
        .message()
        .satisfies(
            message -> {
              for (String problem : problems) {
                assertThat(message).contains("- " + problem);
              }
              assertThat(message.lines().count()).isEqualTo(problems.length + 1L);
            });
  }

  @Test
  void isTheDocumentedDefaultWhenNothingIsSaid() {
    Policy policy = Policy.byDefault();
    assertThat(policy.canonical()).isEqualTo(quoted(DEFAULT));
    assertThat(policy.attribution().canonical()).isEqualTo(quoted(DEFAULT_ATTRIBUTION));
    assertThat(policy.valid().to()).isNull();
    assertThat(policy.graphPpm()).isEqualTo(940_000);
    assertThat(policy.royaltyRatePpm().get(RevenueKind.LICENCE_FEE)).isEqualTo(1_000_000);
    assertThat(policy.attribution().documentWeights().weighting())
        .isEqualTo(DocumentWeight.Weighting.TOKENS);
    assertThat(
            policy
                .attribution()
                .sources()
                .sourceOf("https://github.com/A/b", "github.com", "github.com"))
        .isEqualTo("path:github.com/a");
  }

  @Test
  void readsItsOwnSettingsBack() {
    assertThat(Policy.of(Policy.byDefault().settings())).isEqualTo(Policy.byDefault());
    Policy other = Policy.of(everyKey());
    assertThat(Policy.of(other.settings())).isEqualTo(other);
    assertThat(other.canonical()).isNotEqualTo(Policy.byDefault().canonical());
  }

  private static Map<String, Object> everyKey() {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("policy", "Türkiye \"commons\" \\ 2");
    yaml.put("version", 2);
    yaml.put("valid_from", "2027-01-01");
    yaml.put("valid_to", "2028-01-01");
    yaml.put("reporting_currency", "USD");
    yaml.put(
        "attribution",
        Map.of(
            "weighting", "documents",
            "actions_ppm", Map.of("write", 5),
            "modality_weights", Map.of("image", 85L),
            "credit_to", "as_listed",
            "min_original_bytes", 0,
            "trusted_publishers", List.of("b.example", "a.example", "b.example"),
            "source_rules", List.of(Map.of("host", "x.org", "source", "path:x.org/{segment2}"))));
    yaml.put("royalty_rate_ppm", Map.of("usage", 7));
    yaml.put("levies_ppm", Map.of("fund:all", 1_000_000));
    yaml.put("stages_ppm", Map.of("model", Map.of("base", 1)));
    yaml.put("feedback_ppm", 0);
    yaml.put("undisclosed_ppm", Map.of("none", 8));
    yaml.put("own_share_max_ppm", Map.of("service", 9));
    yaml.put("domain_claims_cover", Map.of("stackoverflow.com", 250_000));
    yaml.put("consent", "hold_for_owner");
    yaml.put("unclaimed", Map.of("hold_months", 0, "then", "fund:all"));
    yaml.put("undisclosed", Map.of("hold_months", 1200));
    yaml.put("minimum_payout_micros", 0);
    return yaml;
  }

  @Test
  void takesEveryKeyAndCompletesOnlyClosedLists() {
    Policy policy = Policy.of(everyKey());
    assertThat(policy.name()).isEqualTo("Türkiye \"commons\" \\ 2");
    assertThat(policy.version()).isEqualTo(2);
    assertThat(policy.valid())
        .isEqualTo(new Validity(LocalDate.of(2027, 1, 1), LocalDate.of(2028, 1, 1)));
    assertThat(policy.reportingCurrency()).isEqualTo("USD");
    Attribution attribution = policy.attribution();
    assertThat(attribution.weighting()).isEqualTo(DocumentWeight.Weighting.DOCUMENTS);
    assertThat(attribution.actionsPpm()).hasToString("{write=5}");
    assertThat(attribution.modalityWeights()).hasToString("{image=85}");
    assertThat(attribution.creditTo()).isEqualTo(Attribution.CreditTo.AS_LISTED);
    assertThat(attribution.minOriginalBytes()).isZero();
    assertThat(attribution.trustedPublishers()).hasToString("[a.example, b.example]");
    assertThat(attribution.sourceRules())
        .containsExactly(new SourceRule("x.org", "path:x.org/{segment2}", false));
    assertThat(policy.royaltyRatePpm())
        .hasToString(
            "{SUBSCRIPTION=100000, USAGE=7, HOSTING=100000, ADVERTISING=100000,"
                + " LICENCE_FEE=1000000}");
    assertThat(policy.leviesPpm()).hasToString("{fund:all=1000000}");
    assertThat(policy.graphPpm()).isZero();
    assertThat(policy.stagesPpm())
        .hasToString(
            "{dataset={contents=1000000}, model={base=1}, service={output_attributions=0,"
                + " retrieval_data=300000, serving=700000}}");
    assertThat(policy.feedbackPpm()).isZero();
    assertThat(policy.undisclosedPpm())
        .hasToString("{full=0, none=8, partial=200000, unstated=200000}");
    assertThat(policy.ownShareMaxPpm()).hasToString("{dataset=100000, model=100000, service=9}");
    assertThat(policy.domainClaimsCover()).hasToString("{stackoverflow.com=250000}");
    assertThat(policy.consent()).isEqualTo(Policy.Consent.HOLD_FOR_OWNER);
    assertThat(policy.unclaimed()).isEqualTo(new Wait(0, "fund:all"));
    assertThat(policy.undisclosed()).isEqualTo(new Wait(1200, "fund:commons"));
    assertThat(policy.minimumPayoutMicros()).isZero();
  }

  @Test
  void replacesFreeMapsAndListsAsAWhole() {
    Policy none =
        Policy.of(
            Map.of(
                "levies_ppm", Map.of(),
                "stages_ppm", Map.of("service", Map.of()),
                "attribution", Map.of("actions_ppm", Map.of(), "source_rules", List.of())));
    assertThat(none.leviesPpm()).isEmpty();
    assertThat(none.graphPpm()).isEqualTo(1_000_000);
    assertThat(none.stagesPpm().get("service")).isEmpty();
    assertThat(none.stagesPpm().get("model")).hasSize(7);
    assertThat(none.attribution().actionsPpm()).isEmpty();
    assertThat(none.attribution().sourceRules()).isEmpty();
  }

  @Test
  void hashesWhatItMeansAndNotHowItIsWritten() {
    Map<String, Object> reversed = new LinkedHashMap<>();
    List<String> keys = new java.util.ArrayList<>(everyKey().keySet());
    Collections.reverse(keys);
    keys.forEach(key -> reversed.put(key, everyKey().get(key)));
    assertThat(Policy.of(reversed).hash()).isEqualTo(Policy.of(everyKey()).hash());
    assertThat(Policy.of(Map.of("version", 1L)).hash()).isEqualTo(Policy.byDefault().hash());
    assertThat(Policy.byDefault().hash()).matches("[0-9a-f]{64}");
    Policy cheap = Policy.of(Map.of("feedback_ppm", 1));
    assertThat(cheap.hash()).isNotEqualTo(Policy.byDefault().hash());
    assertThat(cheap.attribution().hash()).isEqualTo(Policy.byDefault().attribution().hash());
    Policy dear = Policy.of(Map.of("attribution", Map.of("min_original_bytes", 513)));
    assertThat(dear.attribution().hash()).isNotEqualTo(cheap.attribution().hash());
    // The well-known digest of the empty text.
    assertThat(Canonical.sha256(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Canonical.text(Map.of("\u001f\"", List.of(1, "a\\"))))
        .isEqualTo("{\"\\u001f\\\"\":[1,\"a\\\\\"]}");
    assertThat(Canonical.text(" ")).isEqualTo("\" \"");
  }

  @Test
  void reportsAllProblemsAtOnce() {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("polcy", "x");
    yaml.put("version", 0);
    yaml.put("valid_to", "2026-01-01");
    yaml.put("reporting_currency", "EURO");
    yaml.put("feedback_ppm", 1_000_001);
    yaml.put("royalty_rate_ppm", Map.of("ads", 1));
    yaml.put("levies_ppm", Map.of("fund:a", 600_000, "fund:b", 400_001));
    yaml.put("attribution", Map.of("credit_to", "nobody"));
    refuses(
        yaml,
        "polcy: unknown key; known here: policy, version, valid_from, valid_to,",
        "version: 0; allowed: a whole number from 1 to 2147483647",
        "valid_to: 2026-01-01; allowed: a day after valid_from (2026-01-01)",
        "reporting_currency: EURO; allowed: an ISO 4217 code such as EUR",
        "feedback_ppm: 1000001; allowed: a whole number from 0 to 1000000",
        "royalty_rate_ppm.ads: unknown key; known here: subscription, usage, hosting,"
            + " advertising, licence_fee",
        "levies_ppm: 1000001 in all; allowed: at most 1000000 in all",
        "attribution.credit_to: nobody; allowed: first_capture or as_listed");
    assertThatThrownBy(() -> Policy.of(yaml))
        .hasMessageStartingWith("The policy cannot be used; correct these 8:");
    assertThatThrownBy(() -> Policy.of(Map.of("version", 0)))
        .hasMessageStartingWith("The policy cannot be used; correct this:");
  }

  @Test
  void refusesValuesOfTheWrongShape() {
    Map<String, Object> yaml = new HashMap<>();
    yaml.put("policy", " ");
    yaml.put("version", "1");
    yaml.put("valid_from", "1.1.2026");
    yaml.put("feedback_ppm", new java.math.BigInteger("99999999999999999999"));
    yaml.put("consent", 1);
    yaml.put("levies_ppm", List.of());
    yaml.put("unclaimed", Map.of("hold_months", -1, "then", "commons", "x", 1));
    yaml.put("undisclosed", Map.of("hold_months", 1201));
    yaml.put("minimum_payout_micros", -1);
    refuses(
        yaml,
        "policy:  ; allowed: a name",
        "version: 1; allowed: a whole number",
        "valid_from: 1.1.2026; allowed: a day such as 2026-01-31",
        "feedback_ppm: 99999999999999999999; allowed",
        "consent: 1; allowed: pay_and_flag or hold_for_owner",
        "levies_ppm: []; allowed: a mapping of keys to values",
        "unclaimed.hold_months: -1; allowed: a whole number from 0 to 1200",
        "unclaimed.then: commons; allowed: a fund such as fund:commons",
        "unclaimed.x: unknown key; known here: hold_months, then",
        "undisclosed.hold_months: 1201; allowed",
        "minimum_payout_micros: -1; allowed: a whole number from 0 to 9223372036854775807");
  }

  @Test
  void refusesWrongKeysOfFreeMaps() {
    refuses(
        Map.of(
            "levies_ppm", Map.of("commons", 1, "fund:x", -1),
            "stages_ppm", Map.of("model", Map.of("bas", 1), "modl", Map.of()),
            "undisclosed_ppm", Map.of("ful", 1),
            "own_share_max_ppm", Map.of("unknown", 1),
            "domain_claims_cover", Map.of("Example.org", 1, "example.org", 1_000_001)),
        "levies_ppm.commons: 1; allowed: the key must be a fund such as fund:commons",
        "levies_ppm.fund:x: -1; allowed: a whole number from 0 to 1000000",
        "stages_ppm.model.bas: 1; allowed: the key must be one of serving, base, distillation",
        "stages_ppm.modl: unknown key; known here: dataset, model, service",
        "undisclosed_ppm.ful: unknown key; known here: full, none, partial, unstated",
        "own_share_max_ppm.unknown: unknown key",
        "domain_claims_cover.Example.org: 1; allowed: the key must be a site in lower case",
        "domain_claims_cover.example.org: 1000001; allowed");
  }

  @Test
  void refusesWrongAttribution() {
    Map<Object, Object> odd = new HashMap<>();
    odd.put(7, 1);
    odd.put("write", null);
    refuses(
        Map.of(
            "attribution",
            Map.of(
                "actions_ppm",
                odd,
                "weighting",
                true,
                "modality_weights",
                Map.of("Image", 1, "audio", 1_000_000_000_001L),
                "trusted_publishers",
                List.of("example.org", "Example.org", 3),
                "source_rules",
                List.of(
                    "x",
                    Map.of("host", "x.org", "source", "path:x.org/{user}"),
                    Map.of("host", "x.org", "source", "domain:x.org", "lower", "yes", "y", 1),
                    Map.of("source", "domain:x.org")),
                "colour",
                1)),
        "attribution.actions_ppm.7: 7; allowed: a key must be text; quote it",
        "attribution.actions_ppm.write: nothing; allowed: give a value, {} or [] for none",
        "attribution.weighting: true; allowed: tokens or documents",
        "attribution.modality_weights.Image: 1; allowed: the key must be a word",
        "attribution.modality_weights.audio: 1000000000001; allowed",
        "attribution.trusted_publishers: Example.org; allowed: a site in lower case",
        "attribution.trusted_publishers: 3; allowed: a site in lower case",
        "attribution.source_rules[0]: x; allowed: {host: …, source: …, lower: true or false}",
        "attribution.source_rules[1]: {",
        "attribution.source_rules[2].lower: yes; allowed: true or false",
        "attribution.source_rules[2].y: unknown key; known here: host, source, lower",
        "attribution.source_rules[3]: {source=domain:x.org}; allowed: Source rule for host ''",
        "attribution.colour: unknown key; known here: actions_ppm, weighting");
    refuses(
        Map.of("attribution", Map.of("trusted_publishers", "a.org", "source_rules", 1)),
        "attribution.trusted_publishers: a.org; allowed: a list",
        "attribution.source_rules: 1; allowed: a list");
    refuses(Map.of("attribution", "tokens"), "attribution: tokens; allowed: a mapping");
  }

  @Test
  void tellsTheAssetGraphItsRules() {
    FlowRules rules = Policy.of(Map.of("feedback_ppm", 7)).flowRules();
    assertThat(rules.feedbackPpm()).isEqualTo(7);
    assertThat(rules.stagesPpm().get(AssetKind.SERVICE))
        .isEqualTo(
            Map.of(
                Stage.SERVING, 700_000,
                Stage.RETRIEVAL_DATA, 300_000,
                Stage.OUTPUT_ATTRIBUTIONS, 0));
    assertThat(rules.stagesPpm().get(AssetKind.MODEL)).hasSize(7);
    assertThat(rules.stagesPpm().get(AssetKind.DATASET))
        .isEqualTo(Map.of(Stage.CONTENTS, 1_000_000));
    assertThat(rules.stagesPpm().get(AssetKind.UNKNOWN)).isEmpty();
    assertThat(rules.undisclosedPpm())
        .isEqualTo(
            Map.of(
                Disclosure.FULL, 0,
                Disclosure.PARTIAL, 200_000,
                Disclosure.NONE, 1_000_000,
                Disclosure.UNSTATED, 200_000));
    assertThat(rules.ownShareMaxPpm())
        .isEqualTo(
            Map.of(
                AssetKind.SERVICE, 0,
                AssetKind.MODEL, 100_000,
                AssetKind.DATASET, 100_000,
                AssetKind.UNKNOWN, 0));
  }

  @Test
  void takesDatesThatTheYamlReaderAlreadyRead() {
    Policy policy = Policy.of(Map.of("valid_from", LocalDate.of(2026, 5, 1)));
    assertThat(policy.valid().from()).isEqualTo(LocalDate.of(2026, 5, 1));
  }

  @Test
  void cannotBeChanged() {
    Policy policy = Policy.of(everyKey());
    assertThatThrownBy(() -> policy.leviesPpm().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> policy.royaltyRatePpm().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> policy.stagesPpm().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> policy.undisclosedPpm().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> policy.attribution().trustedPublishers().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> policy.attribution().modalityWeights().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> policy.attribution().sourceRules().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void choosesTheOneThatIsValidOnADay() {
    Policy first = Policy.of(Map.of("valid_to", "2026-07-01"));
    Policy second = Policy.of(Map.of("version", 2, "valid_from", "2026-07-01"));
    Policy rival = Policy.of(Map.of("policy", "rival", "valid_from", "2026-09-30"));
    List<Policy> policies = List.of(first, second, rival);
    assertThat(Policy.on(policies, LocalDate.of(2026, 1, 1))).isSameAs(first);
    assertThat(Policy.on(policies, LocalDate.of(2026, 6, 30))).isSameAs(first);
    assertThat(Policy.on(policies, LocalDate.of(2026, 7, 1))).isSameAs(second);
    assertThatThrownBy(() -> Policy.on(policies, LocalDate.of(2025, 12, 31)))
        .isInstanceOf(UsageError.class)
        .hasMessage(
            "No policy is valid on 2025-12-31; there are: commons-default version 1 [2026-01-01,"
                + " 2026-07-01), commons-default version 2 [2026-07-01, ), rival version 1"
                + " [2026-09-30, ). Add one, or change valid_from or valid_to.");
    assertThatThrownBy(() -> Policy.on(policies, LocalDate.of(2026, 9, 30)))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("Several policies are valid on 2026-09-30: commons-default version 2")
        .hasMessageContaining("rival version 1");
  }

  @Test
  void theLatestPolicyIsTheOneThatCameIntoForceLast() {
    Policy first = Policy.of(Map.of("valid_to", "2026-07-01"));
    Policy second = Policy.of(Map.of("version", 2, "valid_from", "2026-07-01"));
    assertThat(Policy.latest(List.of(first, second))).isEqualTo(second);
    assertThat(Policy.latest(List.of(second, first))).isEqualTo(second);
    assertThatThrownBy(() -> Policy.latest(List.of()))
        .isInstanceOf(UsageError.class)
        .hasMessage("There is no policy. Name one in `policies`.");
  }

  @Test
  void kindsOfRevenueAreAClosedList() {
    assertThat(RevenueKind.of("licence_fee")).isEqualTo(RevenueKind.LICENCE_FEE);
    assertThatThrownBy(() -> RevenueKind.of("tips"))
        .hasMessage(
            "There is no kind of revenue 'tips'. Use one of subscription, usage, hosting,"
                + " advertising, licence_fee.");
  }
}
