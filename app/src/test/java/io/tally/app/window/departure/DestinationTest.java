// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tally.app.LocalIngest;
import io.tally.app.settings.Delivery;
import io.tally.protocol.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does *Go live* lead somewhere, and does no recording replace another?
class DestinationTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 21, 12, 0, 0);
  @TempDir private Path folder;

  @Test
  void noAddress_saysWhatToEnter() {
    try (LocalIngest ingest = new LocalIngest()) {
      IllegalArgumentException failure =
          assertThrows(
              IllegalArgumentException.class,
              () -> Destination.endpoint(false, " ", Secret.of(""), ingest));
      assertThat(failure).hasMessageContaining("Enter the address");
    }
  }

  @Test
  void recording_getsAFolderAndANameOfItsOwn() throws IOException {
    Delivery delivery = new Delivery(true, "", true, folder.resolve("new/deep"));
    Path first = Destination.recording(delivery, NOON).orElseThrow();
    Files.createFile(first);
    Path second = Destination.recording(delivery, NOON).orElseThrow();
    assertThat(first.getFileName()).hasToString("Tally 2026-11-21 12.00.00.mp4");
    assertThat(second.getFileName()).hasToString("Tally 2026-11-21 12.00.01.mp4");
  }

  @Test
  void folderThatCannotBe_saysWhatToDo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Delivery delivery = new Delivery(true, "", true, file.resolve("inside"));
    IOException failure =
        assertThrows(IOException.class, () -> Destination.recording(delivery, NOON));
    assertThat(failure).hasMessageContaining("Choose another one");
  }

  @Test
  void recordingNotWanted_isNone() throws IOException {
    assertThat(Destination.recording(Delivery.standard(), NOON)).isEmpty();
  }
}
