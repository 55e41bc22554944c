// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.departure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.settings.KeyStore;
import io.tally.protocol.Endpoint;
import io.tally.protocol.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Does a key stay with the address that it was given for?
class ServiceAccountTest {
  private static final Secret NONE = Secret.of("");
  private final List<String> notices = new ArrayList<>();
  private final KeyStore keys = new KeyStore();
  // What the keychain answers later is of no matter here: a key is known within the run at once.
  private final ServiceAccount account = new ServiceAccount(keys, Runnable::run, _ -> {});

  @AfterEach
  void close() {
    keys.close();
  }

  @Test
  void keyTypedBeforeTheAddress_belongsToIt() {
    account.typeKey(Secret.of("abc"));
    account.typeAddress("rtmp://one.example/app");
    assertThat(account.key()).isEqualTo(Secret.of("abc"));
  }

  @Test
  void otherAddress_doesNotGetTheKey() {
    account.typeAddress("rtmp://one.example/app");
    account.typeKey(Secret.of("abc"));
    account.typeAddress("rtmp://two.example/app");
    assertThat(account.key()).isEqualTo(NONE);
  }

  @Test
  void otherAddress_afterAMistypedOne_doesNotGetTheKeyEither() {
    account.typeAddress("rtmp://one.example/app");
    account.typeKey(Secret.of("abc"));
    account.typeAddress("nonsense");
    account.typeAddress("rtmp://two.example/app");
    assertThat(account.key()).isEqualTo(NONE);
  }

  @Test
  void firstAddressAgain_bringsItsKeyBack() {
    account.typeAddress("rtmp://one.example/app");
    account.typeKey(Secret.of("abc"));
    account.typeAddress("rtmp://two.example/app");
    account.typeAddress("rtmp://one.example/app");
    assertThat(account.key()).isEqualTo(Secret.of("abc"));
  }

  @Test
  void keyPastedWithTheAddress_movesIntoItsField() {
    account.typeAddress("rtmp://one.example/app/secret-key");
    assertThat(account.typed()).isEqualTo("rtmp://one.example/app");
    assertThat(account.address()).isEqualTo("rtmp://one.example/app");
    assertThat(account.key()).isEqualTo(Secret.of("secret-key"));
  }

  @Test
  void borrowedKey_isNotKeptBeyondThisRun() throws Exception {
    URI url = URI.create("rtmp://borrowed.example/app");
    account.borrow(new Endpoint(url, Secret.of("abc")));
    assertThat(account.typed()).isEqualTo(url.toString());
    assertThat(account.key()).isEqualTo(Secret.of("abc"));
    assertThat(keys.find(url).get(60, TimeUnit.SECONDS).filter(key -> !key.isEmpty())).isEmpty();
  }

  @Test
  void unusableAddress_isSaid_andNeverReachesTheSettings() {
    ServiceAccount telling = new ServiceAccount(keys, Runnable::run, notices::add);
    telling.typeAddress("http://one.example/app/secret-key");
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst()).doesNotContain("secret-key");
    assertThat(telling.address()).isEmpty();
  }
}
