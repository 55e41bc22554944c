// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataAddressTest {
  private final Flaws flaws = new Flaws();
  private final Addresses addresses = new Addresses(URI.create("http://host/list.m3u8"), flaws);

  private Optional<String> held(String address) {
    return addresses.resolveOrData(1, address).map(uri -> new String(DataAddress.read(uri), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:application/json,{\"a\":1}",
        "data:,%7B%22a%22:1%7D",
        "DATA:application/json;base64,eyJhIjoxfQ==",
        "data:application/json;charset=utf-8;base64,eyJhIjox%66Q"
      })
  void eachForm_holdsTheSame(String address) {
    assertThat(held(address)).contains("{\"a\":1}");
    assertThat(flaws.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:application/json", "data:;base64,a"})
  void oneThatHoldsNothing_isAFlaw(String address) {
    assertThat(held(address)).isEmpty();
    assertThat(flaws.all())
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.message()).startsWith("This address cannot be read: "));
  }

  @Test
  void oneThatIsTooLong_isRefused() {
    URI address = URI.create("data:," + "x".repeat(DataAddress.MOST));

    assertThatThrownBy(() -> DataAddress.read(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 65536 characters, and this one has 65542");
  }

  @Test
  void elsewhere_noBytesAreTakenFromAnAddress() {
    assertThat(addresses.resolve(1, "data:,x")).isEmpty();
    assertThat(flaws.all()).hasSize(1);
  }
}
