package org.headwaters.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.Breach;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;

final class SlicesTest {
  @Test
  void aFileBelongsToASliceThatNamesItsPartitionOrLess() {
    Random random = new Random(7);
    for (int world = 0; world < 500; world++) {
      List<Map<String, Object>> slices = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        Map<String, Object> slice = new HashMap<>();
        if (random.nextBoolean()) {
          slice.put(Table.DELIVERY_SEQ, (long) random.nextInt(3));
        }
        if (random.nextInt(5) > 0) {
          slice.put(Table.DELIVERY_ID, "d" + random.nextInt(3));
        }
        slices.add(slice);
      }
      Map<String, String> partition =
          Map.of(
              Table.DELIVERY_SEQ,
              "" + random.nextInt(3),
              Table.DELIVERY_ID,
              "d" + random.nextInt(3));
      boolean named = false;
      for (Map<String, Object> slice : slices) {
        boolean all = true;
        for (Map.Entry<String, Object> cell : slice.entrySet()) {
          all &= cell.getValue().toString().equals(partition.get(cell.getKey()));
        }
        named |= all;
      }
      assertThat(new Slices(Captures.TABLE, slices).files().test(partition))
          .as("%s in %s", partition, slices)
          .isEqualTo(named);
    }
  }

  @Test
  void aColumnThatTellsNoSlicesApartIsRefused() {
    assertThatThrownBy(() -> new Slices(Captures.TABLE, List.of(Map.of(Captures.URL, "u"))))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("not partitioned by url");
  }
}
