package org.headwaters.jobs.books;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.headwaters.core.money.Micros;
import org.headwaters.tables.Payouts;
import org.jspecify.annotations.Nullable;

/**
 * A payout as a bank takes it, ISO 20022 pain.001.001.09, and as a list for people. Made from what
 * is booked and from nothing else, so that a file written again is the same, byte for byte.
 */
final class PaymentFile {
  private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
  private static final int NAME_LENGTH = 140;
  private static final int MESSAGE_ID_LENGTH = 35;
  private static final int BOOKING_DIGITS = 32;

  private final List<Payment> payments = new ArrayList<>();
  private final Payouts.Piece head;

  private record Payment(Payouts.Piece payee, BigDecimal amount, List<String> periods) {}

  /** Of the pieces of one payout, at least one, in their order. */
  PaymentFile(List<Payouts.Piece> pieces) {
    this.head = pieces.get(0);
    Map<String, List<Payouts.Piece>> byPayment = new LinkedHashMap<>();
    for (Payouts.Piece piece : pieces) {
      byPayment.computeIfAbsent(piece.endToEndId(), each -> new ArrayList<>()).add(piece);
    }
    for (List<Payouts.Piece> payment : byPayment.values()) {
      long micros =
          payment.stream().mapToLong(Payouts.Piece::amountMicros).reduce(0, Math::addExact);
      TreeSet<String> periods = new TreeSet<>();
      payment.forEach(piece -> periods.add(piece.period()));
      payments.add(new Payment(payment.get(0), amount(micros), List.copyOf(periods)));
    }
  }

  /** Whole minor units: anything else is a defect, not rounded. */
  private BigDecimal amount(long micros) {
    return BigDecimal.valueOf(micros, Micros.DECIMALS)
        .setScale(
            Currency.getInstance(head.currency()).getDefaultFractionDigits(),
            RoundingMode.UNNECESSARY);
  }

  /** What all payments add up to, as the bank checks it. */
  BigDecimal controlSum() {
    return payments.stream()
        .map(Payment::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(Currency.getInstance(head.currency()).getDefaultFractionDigits());
  }

  /** How many payments there are. */
  int count() {
    return payments.size();
  }

  /** One line a payment. */
  byte[] csv() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CSVPrinter printer =
        new CSVPrinter(
            new OutputStreamWriter(bytes, StandardCharsets.UTF_8),
            CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader(
                    "end_to_end_id",
                    "payee_id",
                    "name",
                    "account",
                    "town",
                    "country",
                    "amount",
                    "currency",
                    "pay_on",
                    "months")
                .get())) {
      for (Payment payment : payments) {
        Payouts.Piece payee = payment.payee();
        printer.printRecord(
            payee.endToEndId(),
            CsvCell.harmless(payee.payeeId()),
            CsvCell.harmless(payee.payeeName()),
            payee.payeeAccount(),
            CsvCell.harmless(payee.payeeTown()),
            CsvCell.harmless(payee.payeeCountry()),
            payment.amount().toPlainString(),
            payee.currency(),
            payee.payOn(),
            String.join(" ", payment.periods()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The message; its elements stand in the order that the schema wants. */
  byte[] xml() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Elements xml =
          new Elements(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8"));
      xml.begin();
      groupHeader(xml);
      xml.open("PmtInf");
      xml.text("PmtInfId", messageId());
      xml.text("PmtMtd", "TRF");
      xml.text("NbOfTxs", String.valueOf(count()));
      xml.text("CtrlSum", controlSum().toPlainString());
      xml.open("ReqdExctnDt").text("Dt", head.payOn().toString()).close();
      xml.open("Dbtr").text("Nm", name(head.payerName())).close();
      account(xml, "DbtrAcct", head.payerAccount());
      xml.open("DbtrAgt").open("FinInstnId");
      if (head.payerBank() == null) {
        xml.open("Othr").text("Id", "NOTPROVIDED").close();
      } else {
        xml.text("BICFI", head.payerBank());
      }
      xml.close().close();
      xml.text("ChrgBr", "SLEV");
      for (Payment payment : payments) {
        transfer(xml, payment);
      }
      xml.close();
      xml.end();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing XML into memory failed.", e);
    }
    return bytes.toByteArray();
  }

  private void groupHeader(Elements xml) throws XMLStreamException {
    xml.open("GrpHdr");
    xml.text("MsgId", messageId());
    // The moment of writing would make every copy another file.
    xml.text("CreDtTm", head.payOn() + "T00:00:00");
    xml.text("NbOfTxs", String.valueOf(count()));
    xml.text("CtrlSum", controlSum().toPlainString());
    xml.open("InitgPty").text("Nm", name(head.payerName())).close();
    xml.close();
  }

  private String messageId() {
    String id = "HW-" + head.bookingId().substring(0, BOOKING_DIGITS);
    return id.substring(0, Math.min(id.length(), MESSAGE_ID_LENGTH));
  }

  private static void transfer(Elements xml, Payment payment) throws XMLStreamException {
    Payouts.Piece payee = payment.payee();
    xml.open("CdtTrfTxInf");
    xml.open("PmtId").text("EndToEndId", payee.endToEndId()).close();
    xml.open("Amt").amount("InstdAmt", payee.currency(), payment.amount().toPlainString()).close();
    xml.open("Cdtr").text("Nm", name(payee.payeeName() == null ? "" : payee.payeeName()));
    address(xml, payee.payeeTown(), payee.payeeCountry());
    xml.close();
    account(xml, "CdtrAcct", payee.payeeAccount());
    xml.open("RmtInf").text("Ustrd", months(payment.periods())).close();
    xml.close();
  }

  private static String months(List<String> periods) {
    String first = periods.get(0);
    String last = periods.get(periods.size() - 1);
    return "Attribution " + (first.equals(last) ? first : first + " to " + last);
  }

  /** Banks refuse an address that is not structured, and one without its town and country. */
  private static void address(Elements xml, @Nullable String town, @Nullable String country)
      throws XMLStreamException {
    if (town != null && country != null) {
      xml.open("PstlAdr").text("TwnNm", town).text("Ctry", country).close();
    }
  }

  private static void account(Elements xml, String element, String iban) throws XMLStreamException {
    xml.open(element).open("Id").text("IBAN", iban).close().close();
  }

  /** Banks take at least one and at most 140 characters. */
  private static String name(String text) {
    if (text.isBlank()) {
      return "NOTPROVIDED";
    }
    int end = Math.min(text.codePointCount(0, text.length()), NAME_LENGTH);
    return text.substring(0, text.offsetByCodePoints(0, end));
  }

  /** Elements, one a line. */
  private record Elements(XMLStreamWriter writer) {
    void begin() throws XMLStreamException {
      writer.writeStartDocument("UTF-8", "1.0");
      line();
      writer.writeStartElement("Document");
      writer.writeDefaultNamespace(NAMESPACE);
      open("CstmrCdtTrfInitn");
    }

    Elements open(String element) throws XMLStreamException {
      line();
      writer.writeStartElement(element);
      return this;
    }

    Elements close() throws XMLStreamException {
      writer.writeEndElement();
      return this;
    }

    Elements text(String element, String text) throws XMLStreamException {
      open(element);
      writer.writeCharacters(text);
      return close();
    }

    Elements amount(String element, String currency, String text) throws XMLStreamException {
      open(element);
      writer.writeAttribute("Ccy", currency);
      writer.writeCharacters(text);
      return close();
    }

    void end() throws XMLStreamException {
      close();
      line();
      close();
      line();
      writer.writeEndDocument();
      writer.close();
    }

    private void line() throws XMLStreamException {
      writer.writeCharacters("\n");
    }
  }
}
