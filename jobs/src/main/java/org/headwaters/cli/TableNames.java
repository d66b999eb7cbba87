package org.headwaters.cli;

import java.util.Iterator;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/** The tables that an option can name, for help and completion: those without personal data. */
final class TableNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Catalogue.ALL.stream()
        .filter(table -> !table.contract().isPrivate())
        .map(Table::name)
        .sorted()
        .iterator();
  }

  /** The tables that are delivered. */
  static final class Inputs implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Catalogue.INPUTS.stream().map(Table::name).sorted().iterator();
    }
  }
}
