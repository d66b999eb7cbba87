package org.headwaters.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.headwaters.cli.Worlds;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Deliverer;
import org.headwaters.jobs.period.HolderStatement;
import org.headwaters.jobs.period.LineageJob;
import org.headwaters.jobs.period.PayoutBooking;
import org.headwaters.jobs.period.PropagateJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Claims;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Payments;
import org.headwaters.tables.Receipts;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Statements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Money that comes in and goes out. Acme pays 10 EUR for a site, of which 9.40 reach it and 60 %
 * are Ada's; Acme and Bolt pay 10 and 30 EUR for a model, of which its maker Ben keeps a tenth:
 * 3.76.
 */
final class PayoutTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final String MESSAGE =
      "jobs/src/test/resources/org/headwaters/jobs/books/payout.xml";
  private static final Period MONTH = Period.parse("2026-01");
  private static final Period NEXT = Period.parse("2026-02");
  private static final String REVENUE =
      "revenue_id,period,asset_id,kind,covers,gross_amount,currency\n";
  private static final String RECEIPTS =
      "receipt_id,provider,period,amount,currency,received_on,settles_micros\n";
  private static final PayoutBooking.Payer PAYER =
      new PayoutBooking.Payer(
          "Headwaters & Co", "DE89370400440532013000", null, LocalDate.of(2026, 3, 2));

  @TempDir Path folder;
  private Path files = Path.of("");

  @Test
  void whatIsFundedAndEnoughIsPaidOnceAndWhatComesBackIsPaidAgain() throws IOException {
    files = Files.createDirectories(folder.resolve("bank"));
    Deliverer deliverer = world();
    settle(deliverer, MONTH);
    assertThat(PayoutBooking.plan(context(deliverer), PAYER))
        .as("nobody paid in")
        .containsExactly(
            "not paid: 12.400000 of 4 holders, for providers have not paid it in: deliver receipts"
                + " once they have");

    deliverer.deliver(
        Receipts.TABLE,
        deliverer.file("in.csv", RECEIPTS + "in-1,Acme,2026-01,20.00,EUR,2026-02-10,\n"));
    List<String> said = payout(deliverer);

    assertThat(said)
        .contains(
            "not paid: 0.940000 of 1 holder, which is less than the smallest payment: it is"
                + " carried",
            "not paid: 1.200000 of 2 holders, for no account to pay to is known: give an IBAN as"
                + " payout_address in holders")
        .anyMatch(line -> line.startsWith("1 payments, 5.64 EUR"));
    assertThat(balances(deliverer))
        .containsEntry("receipt cash/Acme", -20_000_000L)
        .containsEntry("receipt due/Acme", 20_000_000L)
        .containsEntry("payout payable/holder:ada", -5_640_000L);
    Map<String, String> written = written();
    assertThat(written).hasSize(2);
    nobodyButTheirOwnerReadsThem();
    theFileSaysWhatIsBooked(written);

    settle(deliverer, NEXT);
    assertThat(payout(deliverer)).contains("nothing is to be paid now");
    assertThat(written()).as("the same files").isEqualTo(written);

    whatComesBackIsPaidAgain(deliverer, written);
    statementsSayAllOfIt(deliverer);
    linesSayWhoseMoneyTheyAre(deliverer);
    everyBookingSaysWhatItDidToAHolder(deliverer);
  }

  /**
   * Of 4 EUR that the model gets a tenth less the levies is Ben's: 0.94 from Acme, 2.82 from Bolt.
   */
  private static void linesSayWhoseMoneyTheyAre(Deliverer deliverer) {
    List<HolderStatement> statements =
        HolderStatement.read(context(deliverer), "holder:ben", List.of(MONTH));
    assertThat(StatementFile.csv(statements))
        .contains("2026-01,line,2026-01,own:model:m,model:m,own,service:s,,,,940000,EUR\n")
        .contains("2026-01,line,2026-01,own:model:m,model:m,own,service:t,,,,2820000,EUR\n");
    assertThat(StatementFile.json(statements).replaceAll("\\s+", " "))
        .contains(
            "\"amount_micros\" : \"3760000\", \"earners\" : [ { \"earner_id\" : \"service:s\","
                + " \"amount_micros\" : \"940000\" }, { \"earner_id\" : \"service:t\","
                + " \"amount_micros\" : \"2820000\" } ]");
    assertThat(StatementPage.of(statements))
        .contains("<td>own</td><td>service:t</td><td class=\"n\">2.820000</td>");
    assertThat(
            StatementFile.csv(
                HolderStatement.read(context(deliverer), "fund:audit", List.of(NEXT))))
        .contains("2026-02,line,2026-02,levy,service:s,levy,service:s,,,,10000,EUR\n");
  }

  private static void everyBookingSaysWhatItDidToAHolder(Deliverer deliverer) {
    assertThat(
            deliverer
                .lake()
                .read(Statements.TABLE)
                .where("holder_id = 'holder:ada'")
                .orderBy("seq")
                .selectExpr(
                    "concat_ws(' ', opening_micros, credits_micros, debits_micros, closing_micros)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "0 5640000 0 5640000",
            "5640000 0 5640000 0",
            "0 564000 0 564000",
            "564000 5640000 0 6204000",
            "6204000 0 5640000 564000");
  }

  private static void statementsSayAllOfIt(Deliverer deliverer) {
    List<HolderStatement> statements =
        HolderStatement.read(context(deliverer), "holder:ada", List.of(MONTH, NEXT));
    assertThat(StatementFile.csv(statements))
        .isEqualTo(
            """
            statement,row,period,source_id,dataset_id,part,earner_id,old_micros,new_micros,reason,amount_micros,currency
            2026-01,opening,2026-01,,,,,,,,0,EUR
            2026-01,line,2026-01,domain:a.example,service:s,licence_fee,service:s,,,,5640000,EUR
            2026-01,payment,2026-01,,,,,,,,-5640000,EUR
            2026-01,closing,2026-01,,,,,,,,0,EUR
            2026-02,opening,2026-02,,,,,,,,0,EUR
            2026-02,line,2026-02,domain:a.example,service:s,licence_fee,service:s,,,,564000,EUR
            2026-02,payment,2026-02,,,,,,,,5640000,EUR
            2026-02,payment,2026-02,,,,,,,,-5640000,EUR
            2026-02,closing,2026-02,,,,,,,,564000,EUR
            """);
    assertThat(StatementFile.json(statements))
        .contains("\"holder_ids\" : [ \"holder:ada\" ]")
        .contains("\"state\" : \"returned\"")
        .contains("\"waiting_micros\" : \"564000\"")
        .contains("\"below_minimum\" : true");
    assertThat(StatementPage.of(statements))
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("Statement of Ada &lt;A&gt;")
        .contains("The closing balance is below 1.000000, the smallest payment, and is carried.")
        .contains("<td class=\"n\">-5.640000</td>")
        .doesNotContain("<script")
        .doesNotContain("http");
  }

  private void whatComesBackIsPaidAgain(Deliverer deliverer, Map<String, String> written)
      throws IOException {
    String reference = reference(written);
    String payment = "payment_id,holder_id,amount,currency,state,paid_on,reference\n";
    String row = "out-1,holder:ada,5.64,EUR,%s,2026-03-02," + reference + "\n";
    deliverer.deliver(
        Payments.TABLE, deliverer.file("paid.csv", payment + row.formatted("settled")));
    payout(deliverer);
    assertThat(balances(deliverer))
        .containsEntry("payout cash/Acme", 5_640_000L)
        .as("it arrived")
        .doesNotContainKey("payout in_transit/" + reference);
    deliverer.deliver(
        Payments.TABLE, deliverer.file("back.csv", payment + row.formatted("returned")));
    payout(deliverer);
    assertThat(balances(deliverer)).containsEntry("payout payable/holder:ada", -5_640_000L);
    assertThat(written()).as("another payment").hasSize(4).containsAllEntriesOf(written);
  }

  private void nobodyButTheirOwnerReadsThem() throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file.getFileName())
            .isEqualTo("rw-------");
      }
    }
  }

  private static void theFileSaysWhatIsBooked(Map<String, String> written) throws IOException {
    String reference = reference(written);
    String xml =
        written.values().stream()
            .filter(text -> text.startsWith("<?xml"))
            .findFirst()
            .orElseThrow();
    assertThat(xml.replaceAll("HW-[0-9a-f]{32}", "MESSAGE").replace(reference, "PAYMENT"))
        .isEqualTo(Files.readString(HOME.resolve(MESSAGE)));
    assertThat(written)
        .containsValue(
            "end_to_end_id,payee_id,name,account,town,country,amount,currency,pay_on,months\n"
                + reference
                + ",holder:ada,Ada <A>,FR7630006000011234567890189,Lyon,FR,5.64,EUR,2026-03-02,"
                + "2026-01\n");
  }

  private static String reference(Map<String, String> written) {
    String csv =
        written.values().stream()
            .filter(text -> text.startsWith("end_to"))
            .findFirst()
            .orElseThrow();
    String row = csv.substring(csv.indexOf('\n') + 1);
    return row.substring(0, row.indexOf(','));
  }

  private Map<String, String> written() throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        written.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return written;
  }

  private Deliverer world() {
    Deliverer deliverer = new Deliverer(folder);
    deliverer.deliver(
        Holders.TABLE,
        deliverer.file(
            "holders.csv",
            """
            holder_id,kind,display_name,payout_address,payout_town,payout_country
            holder:ada,organisation,Ada <A>,FR76 3000 6000 0112 3456 7890 189,Lyon,FR
            holder:ben,organisation,Ben,DE89370400440532013000,,
            """));
    deliverer.deliver(
        Assets.TABLE,
        deliverer.file(
            "assets.csv",
            """
            asset_id,kind,name,provider,own_share_ppm
            service:s,service,s,Acme,0
            service:t,service,t,Bolt,0
            model:m,model,m,Ben,100000
            """));
    deliverer.deliver(
        Claims.TABLE,
        deliverer.file(
            "claims.csv",
            """
            holder_id,claim_id,pattern,share_ppm,status
            holder:ada,1,domain:a.example,600000,verified
            holder:ben,1,own:model:m,,verified
            """));
    deliverer.deliver(
        Revenue.TABLE,
        deliverer.file(
            "revenue.csv",
            REVENUE
                + """
                r1,2026-01,service:s,licence_fee,domain:a.example,10.00,EUR
                r2,2026-01,service:s,licence_fee,model:m,10.00,EUR
                r3,2026-01,service:t,licence_fee,model:m,30.00,EUR
                r4,2026-02,service:s,licence_fee,domain:a.example,1.00,EUR
                """));
    return deliverer;
  }

  private static void settle(Deliverer deliverer, Period period) {
    JobContext context = context(deliverer);
    new LineageJob(period).run(context);
    new PropagateJob(period).run(context);
    new SettleJob(period, "").run(context);
  }

  private List<String> payout(Deliverer deliverer) {
    return PayoutJob.to(files, PAYER).run(context(deliverer)).lines();
  }

  private static JobContext context(Deliverer deliverer) {
    return Worlds.context(HOME.resolve("sample-data/headwaters.yaml"), deliverer.lake());
  }

  /** What the lines of the first month's bookings add up to, by class and account; none is 0. */
  private static Map<String, Long> balances(Deliverer deliverer) {
    List<String> booked = new ArrayList<>();
    BookingChain.read(deliverer.lake()).of(MONTH).forEach(each -> booked.add(each.bookingId()));
    Map<String, Long> balances = new TreeMap<>();
    for (Row row :
        deliverer.lake().read(Journal.TABLE).where("period = '2026-01'").collectAsList()) {
      if (booked.contains(row.<String>getAs(Journal.BOOKING_ID))) {
        balances.merge(
            row.<String>getAs(Journal.CLASS) + " " + row.getAs(Journal.ACCOUNT),
            row.<Long>getAs(Journal.AMOUNT_MICROS),
            Math::addExact);
      }
    }
    balances.values().removeIf(micros -> micros == 0);
    return balances;
  }
}
