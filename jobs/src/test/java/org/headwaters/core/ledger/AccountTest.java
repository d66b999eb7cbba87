package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;

final class AccountTest {
  @Test
  void everyNameIsReadBackAsTheAccountItNames() {
    for (String name :
        List.of(
            "revenue/service:acme/chat",
            "due/Acme AI / Labs",
            "fund/commons",
            "payable/holder:~ab",
            "unclaimed/dataset:a/b@1",
            "on_hold/disputed/dataset:a/b@1",
            "undisclosed/no_lineage/model:m")) {
      assertThat(Account.parse(name)).hasToString(name);
    }
    assertThat(Account.parse("on_hold/disputed/dataset:a/b@1"))
        .isEqualTo(new Account(AccountKind.ON_HOLD, "disputed", "dataset:a/b@1"));
  }

  @Test
  void aNameThatSaysTooLittleIsRefused() {
    for (String name :
        List.of("payable", "payable/", "on_hold/disputed", "on_hold//d", "cellar/x", "/x", "")) {
      assertThatThrownBy(() -> Account.parse(name)).as(name).isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(() -> Account.fund("commons")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void aCreditIsWithItsHolderOrWaitsWhereItCameTo() {
    assertThat(Account.credit(Bucket.PAYABLE, "h", null, "dataset:d")).hasToString("payable/h");
    assertThat(Account.credit(Bucket.UNCLAIMED, null, null, "dataset:d"))
        .hasToString("unclaimed/dataset:d");
    assertThat(Account.credit(Bucket.ON_HOLD, "h", "asserted", "dataset:d"))
        .hasToString("on_hold/asserted/dataset:d");
    assertThat(Account.credit(Bucket.UNDISCLOSED, null, "no_lineage", "model:m"))
        .hasToString("undisclosed/no_lineage/model:m");
    assertThatThrownBy(() -> Account.credit(Bucket.PAYABLE, null, null, "dataset:d"))
        .isInstanceOf(InvalidInput.class);
    assertThat(Account.due(null)).isEqualTo(Account.due("")).hasToString("due/unknown");
    assertThat(Account.fund("fund:commons")).hasToString("fund/commons");
  }

  @Test
  void accountsStandInTheOrderOfTheirNames() {
    Map<Account, Long> all = new TreeMap<>();
    for (String name :
        List.of(
            "unclaimed/a",
            "payable/b",
            "payable/a",
            "on_hold/over_claim/a",
            "on_hold/asserted/b")) {
      all.put(Account.parse(name), 1L);
    }
    assertThat(all.keySet().stream().map(Account::text))
        .containsExactly(
            "on_hold/asserted/b", "on_hold/over_claim/a", "payable/a", "payable/b", "unclaimed/a");
  }

  @Test
  void sumsThatDoNotFitOrDoNotBalanceAreErrors() {
    Account a = Account.parse("payable/a");
    AccountSums most = AccountSums.of(Map.of(a, Long.MAX_VALUE));
    assertThatThrownBy(() -> most.plus(AccountSums.of(Map.of(a, 1L))))
        .isInstanceOf(ArithmeticException.class);
    assertThat(most.minus(most)).isEqualTo(AccountSums.NONE);
    assertThatThrownBy(() -> most.checkBalanced("It"))
        .isInstanceOf(Breach.class)
        .hasMessageStartingWith("It: debits and credits differ by 9223372036854775807 micros");
  }
}
