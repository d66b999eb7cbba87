package org.headwaters.jobs.books;

import static org.headwaters.jobs.books.StatementFile.units;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.headwaters.core.ledger.Statement;
import org.headwaters.jobs.period.HolderStatement;

/**
 * Statements as a page to read and to print: one file, no script, nothing fetched. It is
 * well-formed XML, so that every text is escaped by the writer.
 */
final class StatementPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
          + "color:#1a1a1a;background:#fff}h1{font-size:1.5rem}h2{margin-top:2.5rem}"
          + "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
          + "caption{text-align:left;font-weight:600;padding:.3rem 0}"
          + "th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #bbb;"
          + "vertical-align:top;overflow-wrap:anywhere}"
          + ".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
          + "tr.sum td,tr.sum th{font-weight:600;border-top:2px solid #1a1a1a}"
          + "@media print{body{margin:0;max-width:none;font-size:11pt}section{break-before:page}"
          + "section:first-of-type{break-before:auto}thead{display:table-header-group}}";

  private final XMLStreamWriter page;

  private StatementPage(XMLStreamWriter page) {
    this.page = page;
  }

  /** The page of one holder's statements, at least one. */
  static String of(List<HolderStatement> statements) {
    StringWriter text = new StringWriter();
    text.write("<!DOCTYPE html>\n");
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new StatementPage(writer).write(statements);
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing a page into memory failed.", e);
    }
    return text.append('\n').toString();
  }

  private void write(List<HolderStatement> statements) throws XMLStreamException {
    HolderStatement first = statements.get(0);
    String who = first.name().isEmpty() ? first.holderIds().first() : first.name();
    page.writeStartElement("html");
    page.writeAttribute("lang", "en");
    page.writeStartElement("head");
    page.writeEmptyElement("meta");
    page.writeAttribute("charset", "utf-8");
    page.writeEmptyElement("meta");
    page.writeAttribute("name", "viewport");
    page.writeAttribute("content", "width=device-width, initial-scale=1");
    element("title", "Statement of " + who);
    element("style", STYLE);
    page.writeEndElement();
    page.writeStartElement("body");
    element("h1", "Statement of " + who);
    element("p", "In the books as " + String.join(", ", first.holderIds()) + ".");
    if (!first.directsTo().isEmpty()) {
      element("p", "Paid to " + first.directsTo() + ", as directed.");
    }
    for (HolderStatement statement : statements) {
      section(statement);
    }
    page.writeEndElement();
    page.writeEndElement();
  }

  private void section(HolderStatement of) throws XMLStreamException {
    Statement statement = of.statement();
    page.writeStartElement("section");
    element("h2", statement.period() + ", in " + of.currency());
    table("Balance", "what", "amount");
    row("Opening balance", units(statement.openingMicros()));
    row("From this month", units(statement.settledMicros()));
    row("Corrections of other bookings", units(corrections(statement)));
    row("Paid out", units(paid(statement)));
    sum("Closing balance", units(statement.closingMicros()));
    end();
    element("p", state(of));
    if (!of.lines().isEmpty()) {
      table("From this month", "source", "by data set or earner", "for", "earned by", "amount");
      for (HolderStatement.Line line : of.lines()) {
        for (Map.Entry<String, Long> earner : line.earners().entrySet()) {
          row(
              line.sourceId(),
              line.datasetId(),
              line.part(),
              earner.getKey(),
              units(earner.getValue()));
        }
      }
      end();
    }
    if (!statement.adjustments().isEmpty()) {
      table("Corrections", "month", "because of", "reason", "was", "is", "difference");
      for (Statement.Adjustment each : statement.adjustments()) {
        row(
            each.period().toString(),
            each.why().key() + ", booking " + each.seq(),
            each.reason().isEmpty() ? "none had to be given" : each.reason(),
            units(each.oldMicros()),
            units(each.newMicros()),
            units(Math.subtractExact(each.newMicros(), each.oldMicros())));
      }
      end();
    }
    if (!of.payments().isEmpty()) {
      table("Payments made", "reference", "months", "state", "amount");
      for (HolderStatement.Paid each : of.payments()) {
        row(
            each.endToEndId(),
            String.join(" ", each.months()),
            each.state().key(),
            units(each.amountMicros()));
      }
      end();
    }
    page.writeEndElement();
  }

  private static long corrections(Statement statement) {
    return statement.adjustments().stream()
        .mapToLong(each -> Math.subtractExact(each.newMicros(), each.oldMicros()))
        .reduce(0, Math::addExact);
  }

  private static long paid(Statement statement) {
    return statement.payments().stream()
        .mapToLong(Statement.Payment::amountMicros)
        .reduce(0, Math::addExact);
  }

  /** What becomes of what is left. */
  static String state(HolderStatement of) {
    if (of.statement().closingMicros() < 0) {
      return "More was paid than is owed now; it is set off against what comes later.";
    }
    String funded =
        "Of what is owed of this month, "
            + units(of.fundedMicros())
            + " was paid in and may be paid out, and "
            + units(of.waitingMicros())
            + " waits for its providers.";
    return of.isBelowMinimum()
        ? "The closing balance is below "
            + units(of.minimumMicros())
            + ", the smallest payment, and is carried. "
            + funded
        : funded;
  }

  private void element(String name, String text) throws XMLStreamException {
    page.writeStartElement(name);
    page.writeCharacters(text);
    page.writeEndElement();
  }

  private void table(String caption, String... columns) throws XMLStreamException {
    page.writeStartElement("table");
    element("caption", caption);
    page.writeStartElement("thead");
    page.writeStartElement("tr");
    for (int i = 0; i < columns.length; i++) {
      page.writeStartElement("th");
      page.writeAttribute("scope", "col");
      if (i == columns.length - 1) {
        page.writeAttribute("class", "n");
      }
      page.writeCharacters(columns[i]);
      page.writeEndElement();
    }
    page.writeEndElement();
    page.writeEndElement();
    page.writeStartElement("tbody");
  }

  private void end() throws XMLStreamException {
    page.writeEndElement();
    page.writeEndElement();
  }

  private void row(String... cells) throws XMLStreamException {
    page.writeStartElement("tr");
    cells(cells);
  }

  private void sum(String... cells) throws XMLStreamException {
    page.writeStartElement("tr");
    page.writeAttribute("class", "sum");
    cells(cells);
  }

  /** Amounts are numbers and nothing else; they stand on the right. */
  private void cells(String... cells) throws XMLStreamException {
    for (String cell : cells) {
      page.writeStartElement("td");
      if (cell.matches("-?[0-9]+\\.[0-9]{6}")) {
        page.writeAttribute("class", "n");
      }
      page.writeCharacters(cell);
      page.writeEndElement();
    }
    page.writeEndElement();
  }
}
