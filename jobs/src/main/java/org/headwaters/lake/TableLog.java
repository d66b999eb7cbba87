package org.headwaters.lake;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.RemoveFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.headwaters.core.Breach;
import org.headwaters.tables.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Delta log of one table as it stood at one moment, read on the driver through Delta Kernel,
 * and the place where a change that was decided from that moment is committed.
 *
 * <p>Delta's Spark library rebuilds a table's state by Spark jobs over the log, four to eight a
 * commit; for the dozens of small tables of a run that costs minutes. Kernel reads the same log in
 * milliseconds. The tables are the same Delta tables either way.
 */
final class TableLog {
  private static final String ENGINE = "headwaters";
  private static final Logger LOG = LoggerFactory.getLogger(TableLog.class);

  private final Engine engine;
  private final Table table;
  private final String path;
  private final Optional<Snapshot> snapshot;

  /** The log as it is now; the table may not exist yet. */
  TableLog(Engine engine, Table table, String path) {
    this.engine = engine;
    this.table = table;
    this.path = path;
    this.snapshot = snapshot(engine, path);
  }

  /**
   * New files of one slice, each with its statistics.
   *
   * @param partition a value for every partition column
   */
  record Added(Map<String, Object> partition, List<DataFileStatus> files) {
    long records() {
      return files.stream().mapToLong(f -> f.getStatistics().orElseThrow().getNumRecords()).sum();
    }
  }

  /** Who writes, and the how-manieth time: of equal pairs one commit succeeds. */
  record Writer(String name, long version) {}

  private static Optional<Snapshot> snapshot(Engine engine, String path) {
    try {
      return Optional.of(io.delta.kernel.Table.forPath(engine, path).getLatestSnapshot(engine));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Whether anybody ever wrote the table. */
  boolean exists() {
    return snapshot.isPresent();
  }

  /** The columns as the log declares them, in Spark's terms; empty if nobody wrote the table. */
  Optional<org.apache.spark.sql.types.StructType> declared() {
    return snapshot.map(
        s ->
            (org.apache.spark.sql.types.StructType)
                DataType.fromJson(DataTypeJsonSerDe.serializeStructType(s.getSchema())));
  }

  /** The last version that a writer committed; 0 if none. */
  long lastVersionOf(String writer) {
    return snapshot.flatMap(s -> s.getLatestTransactionVersion(engine, writer)).orElse(0L);
  }

  /** The current files whose partition is wanted, in no order. */
  List<DataFile> files(Predicate<Map<String, String>> wanted) {
    if (snapshot.isEmpty()) {
      return List.of();
    }
    List<DataFile> files = new ArrayList<>();
    Scan scan = snapshot.get().getScanBuilder().build();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            AddFile added =
                new AddFile(rows.next().getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
            Map<String, String> partition = VectorUtils.toJavaMap(added.getPartitionValues());
            if (wanted.test(partition)) {
              files.add(file(added, partition));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private DataFile file(AddFile added, Map<String, String> partition) {
    Path relative = new Path(URI.create(added.getPath()));
    Path whole = relative.isAbsolute() ? relative : new Path(new Path(path), relative);
    long records =
        added
            .getNumRecords()
            .orElseThrow(
                () ->
                    new Breach(
                        "%s of table %s says no number of rows: it was not written by Headwaters."
                            + " Restore the table from its history.",
                        added.getPath(), table));
    return new DataFile(
        whole, added.getSize(), added.getModificationTime(), partition, records, added);
  }

  /**
   * Takes files out and puts others in, in one commit; makes the table if there is none.
   *
   * @throws LostRace if, since the log was read, another committed as the same writer, took out one
   *     of the files, or made the table
   */
  void commit(List<DataFile> removed, List<Added> added, Writer writer) {
    try {
      Transaction transaction = transaction(writer);
      afterwards(
          transaction.commit(
              engine,
              CloseableIterable.inMemoryIterable(
                  Utils.toCloseableIterator(actions(transaction, removed, added).iterator()))));
    } catch (ConcurrentWriteException | TableAlreadyExistsException e) {
      throw new LostRace(e, "Another process wrote table %s at the same time.", table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the same moment that was read: what others committed since is looked at by Kernel. */
  private Transaction transaction(Writer writer) {
    if (snapshot.isPresent()) {
      return snapshot
          .get()
          .buildUpdateTableTransaction(ENGINE, Operation.WRITE)
          .withTransactionId(writer.name(), writer.version())
          .build(engine);
    }
    return io.delta.kernel.Table.forPath(engine, path)
        .createTransactionBuilder(engine, ENGINE, Operation.CREATE_TABLE)
        .withTransactionId(engine, writer.name(), writer.version())
        .withSchema(engine, schema(table.stored()))
        .withPartitionColumns(engine, table.partitions())
        .withTableProperties(engine, properties())
        .build(engine);
  }

  private List<Row> actions(Transaction transaction, List<DataFile> removed, List<Added> added)
      throws IOException {
    List<Row> actions = new ArrayList<>();
    for (DataFile file : removed) {
      actions.add(SingleAction.createRemoveFileSingleAction(gone(file)));
    }
    Row state = transaction.getTransactionState(engine);
    for (Added slice : added) {
      DataWriteContext context =
          Transaction.getWriteContext(engine, state, literals(slice.partition()));
      try (CloseableIterator<Row> rows =
          Transaction.generateAppendActions(
              engine, state, Utils.toCloseableIterator(slice.files().iterator()), context)) {
        rows.forEachRemaining(actions::add);
      }
    }
    return actions;
  }

  /** That a file is gone, without its statistics: they would say what stood in it. */
  private static Row gone(DataFile file) {
    StructType schema = RemoveFile.FULL_SCHEMA;
    Map<Integer, Object> cells = new HashMap<>();
    cells.put(schema.indexOf("path"), file.added().getPath());
    cells.put(schema.indexOf("deletionTimestamp"), System.currentTimeMillis());
    cells.put(schema.indexOf("dataChange"), true);
    cells.put(schema.indexOf("extendedFileMetadata"), true);
    cells.put(schema.indexOf("partitionValues"), file.added().getPartitionValues());
    cells.put(schema.indexOf("size"), file.added().getSize());
    return new GenericRow(schema, cells);
  }

  /** A commit that changes nothing, and the log as it is then. */
  Snapshot nothing(Writer writer) {
    try {
      transaction(writer).commit(engine, CloseableIterable.emptyIterable());
    } catch (ConcurrentWriteException e) {
      throw new LostRace(e, "Another process wrote table %s at the same time.", table);
    }
    return snapshot(engine, path).orElseThrow();
  }

  /**
   * Checkpoint and checksum when they are due. Both only make reading faster: the commit is done
   * and right without them, and the next one makes up for it, so a failure is told and no more.
   */
  private void afterwards(TransactionCommitResult result) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        hook.threadSafeInvoke(engine);
      } catch (IOException e) {
        LOG.warn("{} of table {} was not written: {}", hook.getType(), table, e.toString());
      }
    }
  }

  private Map<String, String> properties() {
    return Map.of(
        "delta.enableDeletionVectors", "false",
        "delta.logRetentionDuration", "interval 400 days",
        "delta.deletedFileRetentionDuration", "interval 400 days",
        "headwaters.purpose", table.contract().description().purpose());
  }

  /** Spark's and Kernel's schemas share their JSON. */
  static StructType schema(org.apache.spark.sql.types.StructType spark) {
    return DataTypeJsonSerDe.deserializeStructType(spark.json());
  }

  private static Map<String, Literal> literals(Map<String, Object> partition) {
    Map<String, Literal> literals = new HashMap<>();
    partition.forEach(
        (column, value) ->
            literals.put(
                column,
                value instanceof Long number
                    ? Literal.ofLong(number)
                    : Literal.ofString(value.toString())));
    return literals;
  }
}
