package org.headwaters.contracts;

/** How a column of a private table speaks of a person: what forgetting somebody does to it. */
public enum PersonColumn {
  /** A source id; an account in it becomes its pseudonym. */
  SOURCE,
  /** An author's id as the site of the row's url spells it; becomes the pseudonym's last part. */
  AUTHOR,
  /** A holder; becomes the pseudonym. The first such column of a row says whose the row is. */
  HOLDER,
  /** What the row's pseudonym stands for; becomes the pseudonym itself. */
  MEANING,
  /** Name, address, evidence: dropped with the person whose row it is. */
  CONTACT
}
