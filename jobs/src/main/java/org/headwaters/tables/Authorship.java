package org.headwaters.tables;

/**
 * Who did what to a document, a digest or a page, where more is known than one author id. Grain:
 * one row per scope, actor and action.
 */
public final class Authorship {
  public static final Table TABLE = Table.of("authorship");

  public static final String SCOPE_KIND = TABLE.column("scope_kind");
  public static final String SCOPE = TABLE.column("scope");
  public static final String ACTOR = TABLE.column("actor");
  public static final String ACTION = TABLE.column("action");
  public static final String WEIGHT = TABLE.column("weight");
  public static final String DELETED = TABLE.column("deleted");

  private Authorship() {}
}
