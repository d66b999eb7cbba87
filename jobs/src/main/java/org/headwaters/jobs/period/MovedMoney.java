package org.headwaters.jobs.period;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.AccountSums;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.BookingClass;
import org.headwaters.core.ledger.PaymentState;
import org.headwaters.core.ledger.Receipt;
import org.headwaters.core.money.Conversion;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Money;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Payments;
import org.headwaters.tables.Payouts;
import org.headwaters.tables.Receipts;

/**
 * What came in from providers and went out to payees, of every booked month: a function of the
 * receipts and payments as now delivered, of what is due, and of the payouts that are booked.
 */
final class MovedMoney {
  private final SortedMap<Period, AccountSums> received;
  private final Map<Period, AccountSums> paid;
  private final List<String> told;
  private final boolean none;

  private MovedMoney(
      boolean none,
      SortedMap<Period, AccountSums> received,
      Map<Period, AccountSums> paid,
      List<String> told) {
    this.none = none;
    this.received = received;
    this.paid = paid;
    this.told = told;
  }

  /** Reads receipts and payments, which grow with providers and payees, not with sources. */
  static MovedMoney of(Lake lake, BookingChain chain, String reportingCurrency) {
    Inputs inputs = Inputs.now(lake);
    List<String> told = new ArrayList<>();
    SortedMap<Period, AccountSums> received = new TreeMap<>();
    if (!inputs.deliveries(Receipts.TABLE).isEmpty()) {
      SortedMap<Period, AccountSums> settled = new TreeMap<>();
      PeriodJournal.booked(lake, chain, chain.periods())
          .forEach(
              (period, classes) ->
                  settled.put(period, classes.getOrDefault(BookingClass.SETTLE, AccountSums.NONE)));
      Receipt.Booked booked = Receipt.book(settled, receipts(inputs, reportingCurrency, told));
      booked
          .waiting()
          .forEach(
              receipt ->
                  told.add(
                      "receipt "
                          + receipt.receiptId()
                          + " of "
                          + receipt.provider()
                          + " waits: no booked month"
                          + (receipt.period() == null ? "" : " " + receipt.period())
                          + " has anything due of this provider"));
      booked.tooMuch().forEach(receipt -> told.add(tooMuch(receipt.receiptId())));
      received.putAll(booked.targets());
    }
    List<Payouts.Piece> payouts = payouts(lake, chain);
    strangers(inputs, payouts).forEach(each -> told.add(each + " is of no payout that is booked"));
    boolean none = payouts.isEmpty() && inputs.deliveries(Receipts.TABLE).isEmpty();
    return new MovedMoney(none, received, paid(payouts, states(inputs)), told);
  }

  /** Whether nothing was ever delivered or paid out. */
  boolean isNone() {
    return none;
  }

  /** What is to be booked of a period's receipts. */
  AccountSums received(Period period) {
    return received.getOrDefault(period, AccountSums.NONE);
  }

  /** What is to be booked of a period's payouts, as far as is known of their payments. */
  AccountSums paid(Period period) {
    return paid.getOrDefault(period, AccountSums.NONE);
  }

  /** What could not be booked, and why. */
  List<String> told() {
    return List.copyOf(told);
  }

  private static String tooMuch(String receiptId) {
    return "receipt "
        + receiptId
        + " waits: with it, receipts come to more than can be added up; look at its amount";
  }

  private static List<Receipt> receipts(Inputs inputs, String reporting, List<String> told) {
    List<Row> rows = inputs.current(Receipts.TABLE).collectAsList();
    Set<String> currencies = new TreeSet<>();
    rows.forEach(row -> currencies.add(row.getAs(Receipts.CURRENCY)));
    ExchangeRates rates = RevenuePools.rates(inputs, reporting, currencies);
    List<Receipt> receipts = new ArrayList<>();
    for (Row row : rows) {
      String id = row.getAs(Receipts.RECEIPT_ID);
      String currency = row.getAs(Receipts.CURRENCY);
      LocalDate day = row.<Date>getAs(Receipts.RECEIVED_ON).toLocalDate();
      BigDecimal amount = row.getAs(Receipts.AMOUNT);
      BigDecimal charges = row.getAs(Receipts.CHARGES_AMOUNT);
      String period = row.getAs(Receipts.PERIOD);
      Conversion cash = rates.convert(new Money(amount, currency), reporting, day);
      Conversion whole =
          rates.convert(
              new Money(charges == null ? amount : amount.add(charges), currency), reporting, day);
      if (cash instanceof Conversion.Converted arrived
          && whole instanceof Conversion.Converted own) {
        if (own.micros().max(arrived.micros()).bitLength() >= Long.SIZE - 1) {
          told.add(tooMuch(id));
          continue;
        }
        Long settles = row.getAs(Receipts.SETTLES_MICROS);
        receipts.add(
            new Receipt(
                id,
                row.getAs(Receipts.PROVIDER),
                period == null ? null : Period.parse(period),
                day,
                arrived.micros().longValueExact(),
                settles == null ? own.micros().longValueExact() : settles));
      } else {
        told.add(
            "receipt "
                + id
                + " waits: no rate of "
                + currency
                + " is at most 7 days before "
                + day);
      }
    }
    return receipts;
  }

  /** The pieces of all payouts that are booked. */
  static List<Payouts.Piece> payouts(Lake lake, BookingChain chain) {
    List<String> ids =
        chain.all().stream()
            .filter(booking -> booking.kind().equals(Booking.PAYOUT))
            .map(Booking::bookingId)
            .toList();
    return ids.isEmpty()
        ? List.of()
        : Payouts.CODEC.records(lake.read(Payouts.TABLE, Payouts.BOOKING_ID, ids).collectAsList());
  }

  /** What became of each payment, by its end-to-end reference. */
  static Map<String, PaymentState> states(Inputs inputs) {
    Map<String, PaymentState> states = new HashMap<>();
    if (!inputs.deliveries(Payments.TABLE).isEmpty()) {
      for (Row row : inputs.current(Payments.TABLE).collectAsList()) {
        String reference = row.getAs(Payments.REFERENCE);
        if (reference != null) {
          states.merge(
              reference, PaymentState.of(row.getAs(Payments.STATE)), PaymentState::lastWord);
        }
      }
    }
    return states;
  }

  /** The target of payouts, if these pieces are all there are. */
  static Map<Period, AccountSums> paid(
      List<Payouts.Piece> payouts, Map<String, PaymentState> states) {
    Map<Period, Map<Account, Long>> sums = new HashMap<>();
    for (Payouts.Piece piece : payouts) {
      PaymentState state = states.getOrDefault(piece.endToEndId(), PaymentState.SENT);
      if (state.isPaid()) {
        add(sums, piece, state);
      }
    }
    Map<Period, AccountSums> paid = new HashMap<>();
    sums.forEach(
        (period, accounts) ->
            paid.put(period, AccountSums.of(accounts).checkBalanced("What was paid of " + period)));
    return paid;
  }

  /** Payments that say what they are of, which nothing here is; a bank's text may name a person. */
  private static List<String> strangers(Inputs inputs, List<Payouts.Piece> payouts) {
    if (inputs.deliveries(Payments.TABLE).isEmpty()) {
      return List.of();
    }
    Set<String> booked =
        payouts.stream().map(Payouts.Piece::endToEndId).collect(Collectors.toSet());
    return inputs.current(Payments.TABLE).collectAsList().stream()
        .filter(
            row ->
                row.getAs(Payments.REFERENCE) != null
                    && !booked.contains(row.<String>getAs(Payments.REFERENCE)))
        .map(row -> "payment " + row.<String>getAs(Payments.PAYMENT_ID))
        .sorted(KeyOrder.UTF8)
        .toList();
  }

  private static void add(
      Map<Period, Map<Account, Long>> sums, Payouts.Piece piece, PaymentState state) {
    Map<Account, Long> accounts =
        sums.computeIfAbsent(Period.parse(piece.period()), each -> new HashMap<>());
    accounts.merge(
        Account.parse(piece.account()), Math.negateExact(piece.amountMicros()), Math::addExact);
    Account to =
        state == PaymentState.SETTLED
            ? Account.of(AccountKind.CASH, piece.provider())
            : Account.of(AccountKind.IN_TRANSIT, piece.endToEndId());
    accounts.merge(to, piece.amountMicros(), Math::addExact);
  }
}
