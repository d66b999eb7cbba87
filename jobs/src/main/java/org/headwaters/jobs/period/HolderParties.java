package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.Iban;
import org.headwaters.core.ledger.Recipients;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Inputs;
import org.headwaters.tables.Holders;
import org.headwaters.transforms.HolderNames;
import org.jspecify.annotations.Nullable;

/** Holders as now delivered, by the names under which the books know them. Grows with holders. */
public final class HolderParties {
  private final Pseudonyms names;
  private final Map<String, Row> byClearId = new TreeMap<>(KeyOrder.UTF8);
  private final Map<String, Row> byShownId = new TreeMap<>(KeyOrder.UTF8);

  private HolderParties(Pseudonyms names) {
    this.names = names;
  }

  /** Reads them. */
  public static HolderParties read(JobContext context) {
    HolderParties parties = new HolderParties(context.lakeSecret().pseudonyms());
    Inputs inputs = Inputs.now(context.lake());
    if (!inputs.deliveries(Holders.TABLE).isEmpty()) {
      List<Row> rows = inputs.current(Holders.TABLE).collectAsList();
      rows.forEach(row -> parties.byClearId.put(row.getAs(Holders.HOLDER_ID), row));
      parties.byClearId.forEach((id, row) -> parties.byShownId.put(parties.shown(id), row));
    }
    return parties;
  }

  /**
   * The name by which the books know a holder; one that no row describes counts as a person, but
   * for funds.
   */
  public String shown(String holderId) {
    if (Account.isFund(holderId)) {
      return holderId;
    }
    Row row = byClearId.get(holderId);
    return row == null || row.getAs(Holders.KIND).equals(HolderNames.PERSON)
        ? names.holder(holderId)
        : holderId;
  }

  /** Who is paid for whom. */
  public Recipients recipients() {
    List<Recipients.Party> parties = new ArrayList<>();
    byShownId.forEach(
        (id, row) -> {
          Long minimum = row.getAs(Holders.MINIMUM_PAYOUT_MICROS);
          parties.add(
              new Recipients.Party(
                  id,
                  shownCell(row, Holders.SAME_AS),
                  shownCell(row, Holders.DIRECTS_TO),
                  iban(id).isPresent(),
                  minimum == null ? 0 : minimum));
        });
    return new Recipients(parties);
  }

  private @Nullable String shownCell(Row row, String column) {
    String id = row.getAs(column);
    return id == null ? null : shown(id);
  }

  /** The account to pay to, if what the holder gives is an IBAN. */
  public Optional<String> iban(String shownId) {
    return cell(shownId, Holders.PAYOUT_ADDRESS).flatMap(Iban::read);
  }

  /** What the row of a holder says in a column; empty for nothing. */
  public Optional<String> cell(String shownId, String column) {
    Row row = byShownId.get(shownId);
    return row == null ? Optional.empty() : Optional.ofNullable(row.getAs(column));
  }
}
