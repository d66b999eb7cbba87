package org.headwaters.reports.told;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.policy.Policy;

/** What somebody does whose work it was, and what happens if nobody does. */
final class HowToClaim {
  private final String contact;
  private final Policy policy;

  HowToClaim(String contact, Policy policy) {
    this.contact = contact;
    this.policy = policy;
  }

  /** Of any site. */
  List<String> anybody() {
    List<String> words = new ArrayList<>();
    words.add(
        "Open the page of your domain: it says what is credited to it and by which names it is"
            + " claimed. To claim, write to "
            + contact
            + ". A domain that is not listed can be claimed as well.");
    words.addAll(after());
    return words;
  }

  /** Of one site. */
  List<String> of(String host) {
    List<String> words = new ArrayList<>();
    words.add(
        "Write to "
            + contact
            + " and name what is yours: domain:"
            + host
            + " for the site's own pages; account:"
            + host
            + "/ or path:"
            + host
            + "/ and your name there, for what you wrote. People's parts are theirs: the"
            + " site's own claim does not take them"
            + (policy.domainClaimsCover().getOrDefault(host, 0) > 0
                ? ", but for the part that the policy gives it."
                : "."));
    words.add(
        "You will be asked to show it, by a record or file at the site or a post from your account,"
            + " and how you want to be paid. Until a claim is verified it takes nothing from"
            + " anybody.");
    words.addAll(after());
    return words;
  }

  private List<String> after() {
    return List.of(
        "What nobody claims waits for "
            + policy.unclaimed().holdMonths()
            + " months and goes to "
            + policy.unclaimed().then()
            + " then; a late claim is still honoured.",
        policy.consent() == Policy.Consent.HOLD_FOR_OWNER
            ? "Money for pages that had refused training is held for their owner, who may take it"
                + " or leave it."
            : "Pages that had refused training are paid like others, and the report counts them.");
  }
}
