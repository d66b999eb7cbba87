package org.headwaters.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.headwaters.core.Breach;
import org.junit.jupiter.api.Test;

final class ContractsTest {
  private static final String RATES =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: headwaters-rates
      name: rates
      version: 1.0.0
      status: active
      description: {purpose: Rates., limitations: None., usage: Converts.}
      customProperties:
        - {property: role, value: input}
        - {property: delivery, value: replaces}
      schema:
        - name: rates
          physicalType: table
          dataGranularityDescription: One row per currency.
          properties:
            - name: currency
              logicalType: string
              physicalType: string
              required: true
              primaryKey: true
              primaryKeyPosition: 1
              description: ISO 4217 code.
              examples: [USD]
            - name: rate
              logicalType: number
              physicalType: "decimal(24,12)"
              description: Units per unit of the base.
              examples: ["1.1"]
              customProperties:
                - {property: default, value: "1"}
          quality:
            - name: rate_is_positive
              type: sql
              description: A rate is more than 0.
              query: "SELECT COUNT(*) FROM {object} WHERE NOT (rate > 0)"
              mustBe: 0
              customProperties:
                - {property: rowRule, value: "rate > 0"}
                - {property: column, value: rate}
                - {property: fix, value: Leave the row out.}
      """;

  @Test
  void readsColumnsRulesAndRoles() {
    Contract contract = ContractReader.read("rates", RATES);
    assertThat(contract.role()).isEqualTo(Contract.Role.INPUT);
    assertThat(contract.delivery()).contains(Contract.Delivery.REPLACES);
    assertThat(contract.isPrivate()).isFalse();
    assertThat(contract.grain()).isEqualTo("One row per currency.");
    assertThat(contract.key()).containsExactly("currency");
    assertThat(contract.columns())
        .extracting(ContractColumn::name, ContractColumn::required, ContractColumn::defaultValue)
        .containsExactly(tuple("currency", true, null), tuple("rate", false, "1"));
    assertThat(contract.rules())
        .containsExactly(
            new RowRule(
                "rate_is_positive",
                "rate",
                "rate > 0",
                "A rate is more than 0.",
                "Leave the row out."));
  }

  @Test
  void refusesATypeThatItDoesNotKnow() {
    fails(
        RATES.replace("decimal(24,12)", "double"),
        "schemas/rates.yaml, column rate: unknown physicalType double. Known are decimal(p,s) and"
            + " [array<string>, bigint, boolean, date, int, smallint, string, timestamp].");
  }

  @Test
  void refusesALogicalTypeThatDoesNotFit() {
    fails(
        RATES.replace("logicalType: number", "logicalType: string"),
        "schemas/rates.yaml, column rate: logicalType is 'string'; write 'number'.");
  }

  @Test
  void refusesAColumnWithoutDescription() {
    fails(
        RATES.replace("        description: ISO 4217 code.\n", ""),
        "schemas/rates.yaml, column currency: description is missing. Write it.");
  }

  @Test
  void refusesAColumnWithoutExample() {
    fails(
        RATES.replace("        examples: [USD]\n", ""),
        "schemas/rates.yaml, column currency: examples are missing. Write one.");
  }

  @Test
  void refusesAKeyThatItDoesNotKnow() {
    fails(
        RATES.replace("required: true", "requird: true"),
        "schemas/rates.yaml, column currency: unknown key requird. Known are");
  }

  @Test
  void refusesARuleWhoseQuerySaysSomethingElse() {
    fails(
        RATES.replace("WHERE NOT (rate > 0)", "WHERE NOT (rate > 1)"),
        "schemas/rates.yaml, rule rate_is_positive: query is 'SELECT COUNT(*) FROM {object} WHERE"
            + " NOT (rate > 1)'; write 'SELECT COUNT(*) FROM {object} WHERE NOT (rate > 0)'.");
  }

  @Test
  void refusesARuleWithoutFix() {
    fails(
        RATES.replace("          - {property: fix, value: Leave the row out.}\n", ""),
        "schemas/rates.yaml, rule rate_is_positive: custom property fix is missing. Write it.");
  }

  @Test
  void refusesARuleOnNoColumn() {
    fails(
        RATES.replace("property: column, value: rate", "property: column, value: rates"),
        "schemas/rates.yaml, rule rate_is_positive: rates is no column.");
  }

  @Test
  void refusesAnInputWithoutDelivery() {
    fails(
        RATES.replace("  - {property: delivery, value: replaces}\n", ""),
        "schemas/rates.yaml: inputs have a delivery, other tables none.");
  }

  @Test
  void refusesAnUnknownDelivery() {
    fails(
        RATES.replace("value: replaces", "value: appends"),
        "schemas/rates.yaml: unknown delivery appends.");
  }

  @Test
  void refusesKeyPositionsWithGaps() {
    fails(
        RATES.replace("primaryKeyPosition: 1", "primaryKeyPosition: 2"),
        "schemas/rates.yaml: primaryKeyPosition is [2]; count 1, 2, 3 ….");
  }

  @Test
  void refusesPersonalDataInATableThatIsNotPrivate() {
    fails(
        RATES.replace(
            "        description: ISO",
            "        classification: personal\n        description: ISO"),
        "schemas/rates.yaml: column currency is personal; set the custom property private.");
  }

  @Test
  void refusesTextThatIsNoYaml() {
    fails("a: [", "Cannot read schemas/rates.yaml as YAML:");
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThatThrownBy(() -> Contracts.load("nothing"))
        .isInstanceOf(Breach.class)
        .hasMessage("There is no schemas/nothing.yaml. Write it, or correct the table's name.");
  }

  @Test
  void understandsOtherSpellingsOfRelations() {
    RelationAliases aliases = RelationAliases.load();
    assertThat(aliases.relation("Fine-Tuned")).isEqualTo("finetune");
    assertThat(aliases.relation("knowledge distillation")).isEqualTo("distillation");
    assertThat(aliases.relation("GGUF")).isEqualTo("quantized");
    assertThat(aliases.relation("QUANTIZATION")).isEqualTo("quantized");
    assertThat(aliases.relation("finetune")).isEqualTo("finetune");
    assertThat(aliases.relation("inspired by")).isEqualTo("inspired_by");
  }

  @Test
  void refusesASpellingWithTwoMeanings() {
    assertThatThrownBy(() -> RelationAliases.read("merge: [mix]\nmixture: [mix]\n"))
        .isInstanceOf(Breach.class)
        .hasMessage(
            "schemas/relation-aliases.yaml: mix stands for merge and for mixture. Keep one.");
  }

  private static void fails(String text, String message) {
    assertThat(text).isNotEqualTo(RATES);
    assertThatThrownBy(() -> ContractReader.read("rates", text))
        .isInstanceOf(Breach.class)
        .hasMessageStartingWith(message);
  }
}
