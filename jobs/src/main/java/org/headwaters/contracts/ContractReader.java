package org.headwaters.contracts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwaters.contracts.Contract.Delivery;
import org.headwaters.contracts.Contract.Description;
import org.headwaters.contracts.Contract.Role;
import org.headwaters.core.Breach;
import org.headwaters.core.door.Form;

/**
 * Reads a contract in the Open Data Contract Standard, version 3.1.0. Strict: a key, a type or a
 * value that it does not know is an error, and so is a column without description or example.
 */
final class ContractReader {
  private static final Set<String> CONTRACT_KEYS =
      Set.of(
          "apiVersion",
          "kind",
          "id",
          "name",
          "version",
          "status",
          "description",
          "customProperties",
          "schema");
  private static final Set<String> SCHEMA_KEYS =
      Set.of("name", "physicalType", "dataGranularityDescription", "properties", "quality");
  private static final Set<String> COLUMN_KEYS =
      Set.of(
          "name",
          "logicalType",
          "physicalType",
          "items",
          "required",
          "primaryKey",
          "primaryKeyPosition",
          "partitioned",
          "partitionKeyPosition",
          "classification",
          "description",
          "examples",
          "customProperties");
  private static final Set<String> RULE_KEYS =
      Set.of("name", "type", "description", "query", "mustBe", "customProperties");

  private static final Map<String, String> LOGICAL_TYPES =
      Map.of(
          "string", "string",
          "bigint", "integer",
          "int", "integer",
          "smallint", "integer",
          "timestamp", "timestamp",
          "date", "date",
          "boolean", "boolean",
          "array<string>", "array");
  private static final Pattern DECIMAL = Pattern.compile("decimal\\([1-9][0-9]?,[0-9]{1,2}\\)");

  private ContractReader() {}

  static Contract read(String name, String text) {
    String file = "schemas/" + name + ".yaml";
    YamlMap root = YamlMap.parse(file, text);
    root.onlyKnows(CONTRACT_KEYS);
    root.onlyKnowsCustomProperties(Set.of("role", "delivery", "scope", "private"));
    expect(root, "apiVersion", "v3.1.0");
    expect(root, "kind", "DataContract");
    expect(root, "id", "headwaters-" + name.replace('_', '-'));
    expect(root, "name", name);
    expect(root, "status", "active");
    List<YamlMap> schemas = root.maps("schema");
    Breach.check(schemas.size() == 1, "%s: %s schemas; write one.", file, schemas.size());
    YamlMap schema = schemas.get(0).at(file);
    schema.onlyKnows(SCHEMA_KEYS);
    expect(schema, "name", name);
    expect(schema, "physicalType", "table");
    YamlMap description = root.map("description");
    Contract contract =
        new Contract(
            name,
            root.text("version"),
            constant(Role.class, root, "role")
                .orElseThrow(() -> new Breach("%s: custom property role is missing.", file)),
            constant(Delivery.class, root, "delivery"),
            root.customProperty("scope"),
            root.customProperty("private").map(Boolean::parseBoolean).orElse(false),
            new Description(
                description.text("purpose"),
                description.text("limitations"),
                description.text("usage")),
            schema.text("dataGranularityDescription"),
            schema.maps("properties").stream().map(column -> column(file, column)).toList(),
            schema.maps("quality").stream().map(rule -> rule(file, rule)).toList());
    check(file, contract);
    return contract;
  }

  private static ContractColumn column(String file, YamlMap yaml) {
    YamlMap column = yaml.at(file + ", column " + yaml.text("name"));
    column.onlyKnows(COLUMN_KEYS);
    column.onlyKnowsCustomProperties(Set.of("default", "identifier", "form", "rounded", "person"));
    String type = column.text("physicalType");
    String logicalType =
        DECIMAL.matcher(type).matches() ? "number" : LOGICAL_TYPES.getOrDefault(type, "");
    Breach.check(
        !logicalType.isEmpty(),
        "%s: unknown physicalType %s. Known are decimal(p,s) and %s.",
        column.place(),
        type,
        LOGICAL_TYPES.keySet().stream().sorted().toList());
    expect(column, "logicalType", logicalType);
    List<String> examples = column.texts("examples");
    Breach.check(!examples.isEmpty(), "%s: examples are missing. Write one.", column.place());
    int keyPosition = column.position("primaryKeyPosition");
    int partitionPosition = column.position("partitionKeyPosition");
    Breach.check(
        column.flag("primaryKey") == keyPosition > 0
            && column.flag("partitioned") == partitionPosition > 0,
        "%s: write primaryKey and partitioned together with their positions.",
        column.place());
    return new ContractColumn(
        column.text("name"),
        type,
        column.flag("required"),
        keyPosition,
        partitionPosition,
        column.customProperty("default").orElse(null),
        column.optionalText("classification").filter("personal"::equals).isPresent(),
        column.customProperty("identifier").map(Boolean::parseBoolean).orElse(false),
        constant(PersonColumn.class, column, "person").orElse(null),
        constant(Form.class, column, "form").orElse(null),
        column.customProperty("rounded").orElse(null),
        column.text("description"),
        examples);
  }

  private static RowRule rule(String file, YamlMap yaml) {
    YamlMap rule = yaml.at(file + ", rule " + yaml.text("name"));
    rule.onlyKnows(RULE_KEYS);
    rule.onlyKnowsCustomProperties(Set.of("rowRule", "column", "fix"));
    String expression = custom(rule, "rowRule");
    expect(rule, "type", "sql");
    expect(rule, "mustBe", "0");
    // The query is what other tools run, the expression what we run: they must say the same.
    expect(rule, "query", "SELECT COUNT(*) FROM {object} WHERE NOT (" + expression + ")");
    return new RowRule(
        rule.text("name"),
        custom(rule, "column"),
        expression,
        rule.text("description"),
        custom(rule, "fix"));
  }

  private static void check(String file, Contract contract) {
    List<ContractColumn> columns = contract.columns();
    Set<String> names = columns.stream().map(ContractColumn::name).collect(Collectors.toSet());
    Breach.check(
        names.size() == columns.size(), "%s: a column is written twice. Remove one.", file);
    Breach.check(
        contract.delivery().isPresent() == (contract.role() == Role.INPUT),
        "%s: inputs have a delivery, other tables none.",
        file);
    for (String name : contract.scope().stream().toList()) {
      Breach.check(names.contains(name), "%s: scope %s is no column.", file, name);
    }
    for (RowRule rule : contract.rules()) {
      Breach.check(
          names.contains(rule.column()),
          "%s, rule %s: %s is no column.",
          file,
          rule.name(),
          rule.column());
    }
    countsFromOne(file, "primaryKeyPosition", columns.stream().map(ContractColumn::keyPosition));
    countsFromOne(
        file, "partitionKeyPosition", columns.stream().map(ContractColumn::partitionPosition));
    for (ContractColumn column : columns) {
      Breach.check(
          column.person() == null || (contract.isPrivate() && column.type().equals("string")),
          "%s: column %s speaks of a person; it must be a text of a private table.",
          file,
          column.name());
      Breach.check(
          !column.personal() || contract.isPrivate() || column.name().equals("rater_id"),
          "%s: column %s is personal; set the custom property private.",
          file,
          column.name());
      String rounded = column.rounded();
      Breach.check(
          rounded == null || (names.contains(rounded) && column.type().startsWith("decimal")),
          "%s: column %s is rounded, which needs a decimal and a column %s for what was given.",
          file,
          column.name(),
          String.valueOf(rounded));
    }
  }

  private static void countsFromOne(String file, String key, Stream<Integer> values) {
    List<Integer> positions = values.filter(position -> position > 0).sorted().toList();
    Breach.check(
        positions.equals(IntStream.rangeClosed(1, positions.size()).boxed().toList()),
        "%s: %s is %s; count 1, 2, 3 ….",
        file,
        key,
        positions);
  }

  private static String custom(YamlMap map, String name) {
    return map.customProperty(name)
        .orElseThrow(
            () -> new Breach("%s: custom property %s is missing. Write it.", map.place(), name));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, YamlMap map, String name) {
    return map.customProperty(name)
        .map(
            value -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                  return constant;
                }
              }
              throw new Breach("%s: unknown %s %s.", map.place(), name, value);
            });
  }

  private static void expect(YamlMap map, String key, String value) {
    Breach.check(
        map.text(key).equals(value),
        "%s: %s is '%s'; write '%s'.",
        map.place(),
        key,
        map.text(key),
        value);
  }
}
