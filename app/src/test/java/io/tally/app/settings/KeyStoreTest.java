// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.endpoint.Secret;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The machine that tests run on has no keychain, which is the case that must not lose a key.
class KeyStoreTest {
  private static final URI ENDPOINT = URI.create("rtmps://live.example:443/app");

  @Test
  void keyWithoutKeychain_isKeptForThisRun_andSaidInASentenceWithoutIt() throws Exception {
    try (KeyStore keys = new KeyStore()) {
      Optional<String> sentence = keys.keep(ENDPOINT, Secret.of("s3cret-key")).get(60, SECONDS);

      assertThat(sentence.orElseThrow()).contains("until Tally is closed").doesNotContain("s3cret");
      assertThat(keys.find(ENDPOINT).get(60, SECONDS)).contains(Secret.of("s3cret-key"));
    }
  }

  @Test
  void emptyKey_forgetsTheOneBefore() throws Exception {
    try (KeyStore keys = new KeyStore()) {
      keys.keep(ENDPOINT, Secret.of("s3cret-key")).get(60, SECONDS);

      assertThat(keys.keep(ENDPOINT, Secret.of("")).get(60, SECONDS)).isEmpty();
      assertThat(keys.find(ENDPOINT).get(60, SECONDS)).isEmpty();
    }
  }

  @Test
  void unknownEndpoint_hasNoKey() throws Exception {
    try (KeyStore keys = new KeyStore()) {
      assertThat(keys.find(ENDPOINT).get(60, SECONDS)).isEmpty();
    }
  }
}
