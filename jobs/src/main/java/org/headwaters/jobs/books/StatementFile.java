package org.headwaters.jobs.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.headwaters.core.ledger.Statement;
import org.headwaters.core.money.Micros;
import org.headwaters.jobs.period.HolderStatement;

/**
 * Statements as texts for machines. Amounts of JSON are texts: numbers of many readers lose micros.
 */
final class StatementFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private StatementFile() {}

  /** {@code 9.500000}: exact, for people. */
  static String units(long micros) {
    return Micros.units(micros);
  }

  /** One list of statements. */
  static String json(List<HolderStatement> statements) {
    try {
      return JSON.writeValueAsString(statements.stream().map(StatementFile::members).toList())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> members(HolderStatement of) {
    Statement statement = of.statement();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("period", statement.period().toString());
    members.put("holder_ids", of.holderIds());
    members.put("name", of.name());
    members.put("directs_to", of.directsTo());
    members.put("currency", of.currency());
    members.put("opening_micros", text(statement.openingMicros()));
    members.put("settled_micros", text(statement.settledMicros()));
    List<Map<String, Object>> lines = new ArrayList<>();
    for (HolderStatement.Line line : of.lines()) {
      List<Map<String, Object>> earners = new ArrayList<>();
      line.earners()
          .forEach(
              (earner, micros) ->
                  earners.add(ordered("earner_id", earner, "amount_micros", text(micros))));
      lines.add(
          ordered(
              "source_id", line.sourceId(),
              "dataset_id", line.datasetId(),
              "part", line.part(),
              "amount_micros", text(line.amountMicros()),
              "earners", earners));
    }
    members.put("lines", lines);
    List<Map<String, Object>> adjustments = new ArrayList<>();
    for (Statement.Adjustment each : statement.adjustments()) {
      adjustments.add(
          ordered(
              "booking", text(each.seq()),
              "period", each.period().toString(),
              "class", each.why().key(),
              "old_micros", text(each.oldMicros()),
              "new_micros", text(each.newMicros()),
              "reason", each.reason()));
    }
    members.put("adjustments", adjustments);
    List<Map<String, Object>> moved = new ArrayList<>();
    for (Statement.Payment each : statement.payments()) {
      moved.add(ordered("booking", text(each.seq()), "amount_micros", text(each.amountMicros())));
    }
    members.put("payments", moved);
    List<Map<String, Object>> paid = new ArrayList<>();
    for (HolderStatement.Paid each : of.payments()) {
      paid.add(
          ordered(
              "end_to_end_id", each.endToEndId(),
              "months", each.months(),
              "amount_micros", text(each.amountMicros()),
              "state", each.state().key()));
    }
    members.put("payouts", paid);
    members.put("closing_micros", text(statement.closingMicros()));
    members.put("funded_micros", text(of.fundedMicros()));
    members.put("waiting_micros", text(of.waitingMicros()));
    members.put("minimum_micros", text(of.minimumMicros()));
    members.put("below_minimum", of.isBelowMinimum());
    return members;
  }

  private static String text(long number) {
    return String.valueOf(number);
  }

  private static Map<String, Object> ordered(Object... cells) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      members.put(String.valueOf(cells[i]), cells[i + 1]);
    }
    return members;
  }

  /**
   * One row for each thing that moved the balance, of a line one for each earner; the rows between
   * opening and closing add up.
   */
  static String csv(List<HolderStatement> statements) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer =
        new CSVPrinter(
            text,
            CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader(
                    "statement",
                    "row",
                    "period",
                    "source_id",
                    "dataset_id",
                    "part",
                    "earner_id",
                    "old_micros",
                    "new_micros",
                    "reason",
                    "amount_micros",
                    "currency")
                .get())) {
      for (HolderStatement of : statements) {
        rows(printer, of);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void rows(CSVPrinter printer, HolderStatement of) throws IOException {
    Statement statement = of.statement();
    String period = statement.period().toString();
    String currency = of.currency();
    printer.printRecord(
        period, "opening", period, "", "", "", "", "", "", "", statement.openingMicros(), currency);
    for (HolderStatement.Line line : of.lines()) {
      for (Map.Entry<String, Long> earner : line.earners().entrySet()) {
        printer.printRecord(
            period,
            "line",
            period,
            CsvCell.harmless(line.sourceId()),
            CsvCell.harmless(line.datasetId()),
            line.part(),
            CsvCell.harmless(earner.getKey()),
            "",
            "",
            "",
            earner.getValue(),
            currency);
      }
    }
    for (Statement.Adjustment each : statement.adjustments()) {
      printer.printRecord(
          period,
          each.why().key(),
          each.period(),
          "",
          "",
          "",
          "",
          each.oldMicros(),
          each.newMicros(),
          CsvCell.harmless(each.reason()),
          Math.subtractExact(each.newMicros(), each.oldMicros()),
          currency);
    }
    for (Statement.Payment each : statement.payments()) {
      printer.printRecord(
          period, "payment", period, "", "", "", "", "", "", "", each.amountMicros(), currency);
    }
    printer.printRecord(
        period, "closing", period, "", "", "", "", "", "", "", statement.closingMicros(), currency);
  }
}
