package org.headwaters.jobs.care;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.PersonColumn;
import org.headwaters.core.UsageError;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.core.source.SourceId;
import org.headwaters.core.source.SourceSpelling;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Payouts;
import org.headwaters.tables.People;
import org.headwaters.tables.Table;
import org.headwaters.transforms.HolderNames;
import org.headwaters.transforms.PersonCells;
import org.headwaters.transforms.ShippedSuffixes;

/**
 * Somebody who is to be forgotten.
 *
 * @param pseudonyms the names that stay: one, or of a rater one a data set
 * @param words texts that tell who it is, as rejects may hold them; empty where nothing stored does
 * @param authors by the pseudonym of an account the author's id without the site
 */
record ForgottenPerson(List<String> pseudonyms, List<String> words, Map<String, String> authors) {
  ForgottenPerson {
    pseudonyms = List.copyOf(pseudonyms);
    words = List.copyOf(words);
    authors = Map.copyOf(authors);
  }

  /** Several persons, forgotten in one go. */
  static ForgottenPerson together(List<ForgottenPerson> persons) {
    Set<String> pseudonyms = new LinkedHashSet<>();
    Set<String> words = new LinkedHashSet<>();
    Map<String, String> authors = new LinkedHashMap<>();
    for (ForgottenPerson person : persons) {
      pseudonyms.addAll(person.pseudonyms());
      words.addAll(person.words());
      authors.putAll(person.authors());
    }
    return new ForgottenPerson(List.copyOf(pseudonyms), List.copyOf(words), authors);
  }

  /**
   * Whom an id means, in the clear or by pseudonym.
   *
   * @throws UsageError if it is none that can be forgotten
   */
  static ForgottenPerson of(JobContext context, ForgetJob.Kind kind, String id) {
    UsageError.check(
        !id.isBlank(), "Name whom to forget: --%s ID.", kind.name().toLowerCase(Locale.ROOT));
    return switch (kind) {
      case HOLDER -> holder(context, id);
      case ACCOUNT -> account(context, id);
      case RATER -> rater(context, id);
    };
  }

  private static ForgottenPerson account(JobContext context, String id) {
    SourceId source = new SourceSpelling(ShippedSuffixes.sites()).parse(id);
    UsageError.check(
        source.kind() == SourceId.Kind.ACCOUNT,
        "Only an account is forgotten by --account: account:site/author. A path is part of every"
            + " page's own address.");
    Pseudonyms names = context.lakeSecret().pseudonyms();
    String shown = names.source(id);
    Set<String> meant = new LinkedHashSet<>();
    if (!shown.equals(id)) {
      meant.add(id);
    }
    meanings(context, col(People.PSEUDONYM).equalTo(shown)).stream()
        .filter(clear -> !clear.equals(shown))
        .forEach(meant::add);
    Set<String> words = new LinkedHashSet<>(meant);
    Map<String, String> authors = new LinkedHashMap<>();
    for (String clear : meant) {
      String author = SourceId.parse(clear).author();
      authors.put(shown, author);
      words.add(clear.substring(clear.lastIndexOf('/') + 1));
      words.add(author);
    }
    return new ForgottenPerson(List.of(shown), List.copyOf(words), authors);
  }

  private static ForgottenPerson holder(JobContext context, String id) {
    String shown = context.lakeSecret().pseudonyms().holder(id);
    Set<String> words = new LinkedHashSet<>();
    if (!shown.equals(id)) {
      words.add(id);
    }
    for (Row row : context.lake().read(Holders.TABLE).collectAsList()) {
      String held = row.getAs(Holders.HOLDER_ID);
      if (context.lakeSecret().pseudonyms().holder(held).equals(shown)) {
        String kind = row.getAs(Holders.KIND);
        UsageError.check(
            kind.equals(HolderNames.PERSON),
            "Only persons are forgotten, and this holder is a %s: published by its own id.",
            kind);
        if (!held.equals(shown)) {
          words.add(held);
        }
        contacts(row, Holders.TABLE, words);
      }
    }
    for (Row row :
        context
            .lake()
            .read(Payouts.TABLE)
            .where(col(Payouts.PAYEE_ID).equalTo(shown))
            .collectAsList()) {
      contacts(row, Payouts.TABLE, words);
    }
    words.remove(PersonCells.FORGOTTEN);
    return new ForgottenPerson(List.of(shown), List.copyOf(words), Map.of());
  }

  /** Names, addresses and accounts; a country or a way of paying tells nobody. */
  private static void contacts(Row row, Table table, Set<String> words) {
    for (ContractColumn column : table.contract().columns()) {
      String text = column.person() == PersonColumn.CONTACT ? row.getAs(column.name()) : null;
      if (text != null && column.personal()) {
        words.add(text);
      }
    }
  }

  private static ForgottenPerson rater(JobContext context, String id) {
    Column isRater = col(People.KIND).equalTo(Pseudonym.Kind.RATER.key());
    List<String> names = new ArrayList<>(List.of(id));
    if (!Pseudonym.isRater(id)) {
      // By what the id is in each data set, so that a second attempt finds them again.
      for (Row row :
          context
              .lake()
              .read(People.TABLE)
              .where(isRater)
              .select(People.DATASET_ID)
              .distinct()
              .collectAsList()) {
        names.add(context.lakeSecret().pseudonyms().rater(row.getString(0), id));
      }
    }
    List<String> shown =
        context
            .lake()
            .read(People.TABLE)
            .where(isRater.and(col(People.PSEUDONYM).isin(names.toArray())))
            .select(People.PSEUDONYM)
            .distinct()
            .orderBy(People.PSEUDONYM)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    UsageError.check(
        !shown.isEmpty(),
        "No data set's feedback knows this rater. Raters are known by data set: name one after its"
            + " feedback has arrived, by the id in it or by rater: and 32 characters.");
    return new ForgottenPerson(shown, List.of(), Map.of());
  }

  private static List<String> meanings(JobContext context, Column of) {
    List<String> clear = new ArrayList<>();
    context
        .lake()
        .read(People.TABLE)
        .where(of)
        .select(People.CLEAR_ID)
        .distinct()
        .collectAsList()
        .forEach(row -> clear.add(row.getString(0)));
    return clear;
  }
}
