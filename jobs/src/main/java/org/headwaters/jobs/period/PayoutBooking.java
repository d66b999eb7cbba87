package org.headwaters.jobs.period;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.TryAgain;
import org.headwaters.core.ledger.AccountSums;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Fingerprint;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.ledger.PayoutPlan;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.money.Micros;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Payouts;
import org.jspecify.annotations.Nullable;

/**
 * A payout, as one booking of all months that it pays: everybody in it is paid by it, or nobody is.
 * It is decided from the chain that it is appended to, so two processes cannot pay the same money.
 */
public final class PayoutBooking {
  private static final int ATTEMPTS = 5;

  /** What makes the references of one payout's payments their own: 64 bits. */
  private static final int ID_DIGITS = 16;

  /** A payout divides nothing. */
  private static final PeriodTotals NO_TOTALS = new PeriodTotals(0, 0, 0, 0, 0, 0, 0);

  private final JobContext context;
  private final Payer payer;
  private final HolderParties parties;

  /**
   * Who pays, and when.
   *
   * @param account an IBAN
   * @param bank the BIC of its bank, which most banks do not need
   */
  public record Payer(String name, String account, @Nullable String bank, LocalDate payOn) {}

  private PayoutBooking(JobContext context, Payer payer) {
    this.context = context;
    this.payer = payer;
    this.parties = HolderParties.read(context);
  }

  /** What would be paid now, line by line; books nothing. */
  public static List<String> plan(JobContext context, Payer payer) {
    PayoutBooking payout = new PayoutBooking(context, payer);
    PayoutDecision decided = payout.decide();
    List<String> lines = new ArrayList<>();
    for (PayoutPlan.Transfer transfer : decided.plan().transfers()) {
      lines.add("would pay " + transfer.payeeId() + " " + Micros.units(transfer.micros()));
    }
    lines.addAll(decided.held());
    return lines;
  }

  /** Books what came in, what came back, and then what may be paid; a report for each. */
  public static List<JobReport> book(
      JobContext context, Payer payer, String step, List<String> told) {
    List<JobReport> reports = new ArrayList<>(LaterBookings.book(context, step, told));
    reports.add(new PayoutBooking(context, payer).book(step));
    return reports;
  }

  /** The pieces of the last payout that is booked; empty if there is none. */
  public static List<Payouts.Piece> lastPieces(Lake lake) {
    BookingChain chain = BookingChain.read(lake);
    List<Booking> payouts =
        chain.all().stream().filter(booking -> booking.kind().equals(Booking.PAYOUT)).toList();
    if (payouts.isEmpty()) {
      return List.of();
    }
    String id = payouts.get(payouts.size() - 1).bookingId();
    return lake.records(Payouts.CODEC, Map.of(Payouts.BOOKING_ID, id)).stream()
        .sorted(java.util.Comparator.comparingLong(Payouts.Piece::line))
        .toList();
  }

  private PayoutDecision decide() {
    return PayoutDecision.of(context, parties);
  }

  private JobReport book(String step) {
    Lake lake = context.lake();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      PayoutDecision decided = decide();
      if (decided.plan().transfers().isEmpty()) {
        List<String> lines = new ArrayList<>(List.of("nothing is to be paid now"));
        lines.addAll(decided.held());
        return new JobReport(step, false, Map.of(), lines);
      }
      Booking booking = write(decided);
      if (BookingChain.append(lake, booking)) {
        List<String> lines = new ArrayList<>();
        lines.add("payout booked as number " + booking.seq() + ", " + booking.bookingId());
        lines.addAll(decided.held());
        return new JobReport(
            step, true, Map.of("payments", (long) decided.plan().transfers().size()), lines);
      }
    }
    throw new TryAgain(
        "Cannot book the payout: other processes booked %d times meanwhile. Run the command again.",
        ATTEMPTS);
  }

  /** Writes pieces and lines of a payout that is about to be appended. */
  private Booking write(PayoutDecision decided) {
    Lake lake = context.lake();
    BookingChain chain = decided.chain();
    Map<Period, List<PayoutPlan.Piece>> byPeriod = new TreeMap<>();
    for (PayoutPlan.Transfer transfer : decided.plan().transfers()) {
      for (PayoutPlan.Piece piece : transfer.pieces()) {
        byPeriod.computeIfAbsent(piece.period(), each -> new ArrayList<>()).add(piece);
      }
    }
    String payoutId = Fingerprint.of("payout", chain.head()).substring(0, ID_DIGITS);
    List<Payouts.Piece> pieces = pieces(decided, payoutId);
    Map<Period, AccountSums> payments = payments(pieces);
    List<Booking> current = new ArrayList<>();
    List<TableRoot> roots = new ArrayList<>();
    Map<PeriodJournal, List<JournalLine>> journals = new LinkedHashMap<>();
    List<StatementTree> trees = new ArrayList<>();
    for (Period period : byPeriod.keySet()) {
      current.add(chain.current(period).orElseThrow());
      PeriodJournal journal =
          PeriodJournal.paying(
              lake, chain, period, payments.getOrDefault(period, AccountSums.NONE));
      List<JournalLine> lines = journal.lines("");
      journals.put(journal, lines);
      roots.addAll(journal.roots(lines));
      StatementTree tree = StatementTree.of(context, chain, period, lines);
      trees.add(tree);
      roots.add(tree.root());
    }
    BookedStatements statements =
        BookedStatements.of(lake, chain, journals.values().stream().flatMap(List::stream).toList());
    roots.add(statements.root(current.get(current.size() - 1).period()));
    Booking booking =
        new Booking(
            chain.nextSeq(),
            chain.head(),
            Booking.PAYOUT,
            byPeriod.keySet().stream().map(Period::toString).toList(),
            current.stream().map(Booking::runId).toList(),
            current.stream().flatMap(each -> each.policies().stream()).toList(),
            current.get(0).methodVersions(),
            "",
            List.of(),
            TableRoot.tablesRoot(roots).hex(),
            NO_TOTALS);
    lake.replace(
        Payouts.CODEC,
        pieces.stream().map(piece -> of(piece, booking.bookingId())).toList(),
        Map.of(Payouts.BOOKING_ID, booking.bookingId()));
    journals.forEach((journal, lines) -> journal.write(booking, lines));
    statements.write(lake, booking);
    trees.forEach(tree -> tree.write(lake, booking));
    BookedRoots.write(lake, booking, roots);
    return booking;
  }

  private List<Payouts.Piece> pieces(PayoutDecision decided, String payoutId) {
    List<Payouts.Piece> pieces = new ArrayList<>();
    int payment = 0;
    for (PayoutPlan.Transfer transfer : decided.plan().transfers()) {
      payment++;
      String endToEndId = String.format(Locale.ROOT, "HW-%s-%06d", payoutId, payment);
      String payee = transfer.payeeId();
      for (PayoutPlan.Piece piece : transfer.pieces()) {
        pieces.add(
            new Payouts.Piece(
                "",
                pieces.size() + 1L,
                endToEndId,
                payee,
                parties.cell(payee, Holders.DISPLAY_NAME).orElse(null),
                parties.iban(payee).orElseThrow(),
                parties.cell(payee, Holders.PAYOUT_TOWN).orElse(null),
                parties.cell(payee, Holders.PAYOUT_COUNTRY).orElse(null),
                piece.account().text(),
                piece.period().toString(),
                piece.provider(),
                piece.micros(),
                decided.policy().reportingCurrency(),
                payer.payOn(),
                payer.name(),
                payer.account(),
                payer.bank()));
      }
    }
    return pieces;
  }

  private static Payouts.Piece of(Payouts.Piece piece, String bookingId) {
    return new Payouts.Piece(
        bookingId,
        piece.line(),
        piece.endToEndId(),
        piece.payeeId(),
        piece.payeeName(),
        piece.payeeAccount(),
        piece.payeeTown(),
        piece.payeeCountry(),
        piece.account(),
        piece.period(),
        piece.provider(),
        piece.amountMicros(),
        piece.currency(),
        piece.payOn(),
        piece.payerName(),
        piece.payerAccount(),
        piece.payerBank());
  }

  private static Map<Period, AccountSums> payments(List<Payouts.Piece> pieces) {
    return MovedMoney.paid(pieces, Map.of());
  }
}
