package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HashTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isSha256() {
    assertThat(Hash.of(new byte[] {'a'}, new byte[] {'b', 'c'}).hex()).isEqualTo(ABC);
    assertThat(Hash.EMPTY.hex()).isEqualTo(RfcTree.ROOTS.get(0)).isEqualTo("" + Hash.EMPTY);
    assertThat(Hash.EMPTY.base64()).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  }

  @Test
  void isReadFromItsDigits() {
    assertThat(Hash.parseHex(ABC).hex()).isEqualTo(ABC);
    assertThat(Hash.parseHex(ABC))
        .isEqualTo(Hash.ofBytes(Hash.parseHex(ABC).bytes()))
        .hasSameHashCodeAs(Hash.ofBytes(Hash.parseHex(ABC).bytes()))
        .isNotEqualTo(Hash.EMPTY)
        .isNotEqualTo(ABC);
    assertThat(Hash.EMPTY.hashCode()).isNotEqualTo(Hash.parseHex(ABC).hashCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
        "BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "`a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "/a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ":a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      })
  void otherDigitsAreRefused(String hex) {
    assertThatThrownBy(() -> Hash.parseHex(hex))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Not a hash: '%s'. Write 64 digits of 0-9 and a-f.", hex);
  }

  @Test
  void nobodyChangesItsBytes() {
    byte[] bytes = Hash.EMPTY.bytes();
    Hash hash = Hash.ofBytes(bytes);
    bytes[0]++;
    hash.bytes()[1]++;
    assertThat(hash).isEqualTo(Hash.EMPTY);
    for (int length : new int[] {0, 31, 33}) {
      assertThatThrownBy(() -> Hash.ofBytes(new byte[length]))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("A hash has 32 bytes, not %d.", length);
    }
  }

  @Test
  void allDigitsAreDigits() {
    String all = "0123456789abcdef".repeat(4);
    assertThat(Hash.parseHex(all).hex()).isEqualTo(all);
  }
}
