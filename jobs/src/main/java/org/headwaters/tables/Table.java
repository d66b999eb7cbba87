package org.headwaters.tables;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.contracts.Contract;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.Contracts;
import org.headwaters.core.Breach;

/** A table as Spark sees it, bound to its contract. Immutable. */
public final class Table {
  /** In every stored input table: the delivery that brought the row, SHA-256 in hex. */
  public static final String DELIVERY_ID = "delivery_id";

  /** What results are partitioned by. */
  static final List<String> OF_A_RUN = List.of("period", "run_id");

  /** In every stored input table: the delivery's number; of one key the highest counts. */
  public static final String DELIVERY_SEQ = "delivery_seq";

  /** Parsing a type takes a millisecond, and there are hundreds of columns but a dozen types. */
  private static final Map<String, DataType> TYPES = new ConcurrentHashMap<>();

  private final Contract contract;
  private final StructType schema;

  private Table(Contract contract) {
    this.contract = contract;
    StructType columns = new StructType();
    for (ContractColumn column : contract.columns()) {
      columns = columns.add(field(column));
    }
    this.schema = columns;
  }

  /**
   * The table whose contract is {@code schemas/<name>.yaml}.
   *
   * @throws Breach if there is no such contract, or if it is not as it must be
   */
  static Table of(String name) {
    return new Table(Contracts.load(name));
  }

  private static StructField field(ContractColumn column) {
    Metadata comment = new MetadataBuilder().putString("comment", column.description()).build();
    return new StructField(
        column.name(),
        TYPES.computeIfAbsent(column.type(), DataType::fromDDL),
        !column.required(),
        comment);
  }

  public String name() {
    return contract.name();
  }

  public Contract contract() {
    return contract;
  }

  /** Columns in the contract's order, with nullability, and the description as comment. */
  public StructType schema() {
    return schema;
  }

  /**
   * The schema in the lake. For an input that is {@link #schema} and the two control columns {@link
   * #DELIVERY_ID} and {@link #DELIVERY_SEQ}; for every other table the schema itself.
   */
  public StructType stored() {
    if (contract.role() != Contract.Role.INPUT) {
      return schema;
    }
    return schema
        .add(DELIVERY_ID, DataTypes.StringType, false, "The delivery that brought the row.")
        .add(DELIVERY_SEQ, DataTypes.LongType, false, "The delivery's number in the lake.");
  }

  /** Names of the key's columns, in the key's order. */
  public List<String> key() {
    return contract.key();
  }

  /**
   * Names of the columns that the table is partitioned by in the lake, outermost first. An input
   * table by its deliveries, so that each arrives, and is done again, without touching another.
   */
  public List<String> partitions() {
    return contract.role() == Contract.Role.INPUT
        ? List.of(DELIVERY_SEQ, DELIVERY_ID)
        : contract.partitions();
  }

  /** Whether a later delivery adds to earlier ones, key by key; else it replaces them. */
  public boolean latestWins() {
    return contract.delivery().equals(Optional.of(Contract.Delivery.LATEST_WINS));
  }

  /**
   * The name itself.
   *
   * @throws Breach if the contract has no such column
   */
  public String column(String name) {
    Breach.check(
        contract.columns().stream().anyMatch(column -> column.name().equals(name)),
        "Table %s has no column %s. Its columns are %s.",
        name(),
        name,
        String.join(", ", schema.fieldNames()));
    return name;
  }

  /** The table's name. */
  @Override
  public String toString() {
    return name();
  }
}
