// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tally.app.LocalIngest;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.Delivery;
import io.tally.app.window.drafting.AddressBook;
import io.tally.app.window.drafting.Kept;
import io.tally.app.window.drafting.OutletMaker;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does *Go live* lead somewhere, and does no recording replace another?
class DestinationTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 21, 12, 0, 0);
  private static final OutletMaker MAKER = new OutletMaker(Services.known());
  @TempDir private Path folder;

  private static Kept kept(String address, boolean on) {
    return new Kept("one", Draft.of(Services.CUSTOM).withAddress(address), List.of(), on);
  }

  private static String refused(Kept... kept) {
    try (LocalIngest ingest = new LocalIngest()) {
      return String.valueOf(
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Destination.outlets(false, List.of(kept), MAKER, ingest))
              .getMessage());
    }
  }

  @Test
  void nothingSwitchedOn_saysWhatToDo() {
    assertThat(refused(kept("rtmp://a.example/live", false))).contains("Switch on This computer");
  }

  @Test
  void addressThatIsMissing_isSaidWithItsEndpoint() {
    assertThat(refused(kept("", true))).contains("There is no address");
  }

  @Test
  void whatIsOff_comesAlong_soThatItCanBeSwitchedOn_unlessItIsNotUsable() throws IOException {
    try (LocalIngest ingest = new LocalIngest()) {
      Kept unusable = new Kept("two", Draft.of(Services.CUSTOM), List.of(), false);
      List<Outlet> outlets =
          Destination.outlets(
              true, List.of(kept("rtmp://a.example/live", false), unusable), MAKER, ingest);
      assertThat(outlets).extracting(Outlet::id).containsExactly(AddressBook.HERE, "one");
      assertThat(outlets).extracting(Outlet::on).containsExactly(true, false);
    }
  }

  @Test
  void recording_getsAFolderAndANameOfItsOwn() throws IOException {
    Delivery delivery = new Delivery(true, List.of(), true, folder.resolve("new/deep"));
    Path first = Destination.recording(delivery, NOON).orElseThrow();
    Files.createFile(first);
    Path second = Destination.recording(delivery, NOON).orElseThrow();
    assertThat(first.getFileName()).hasToString("Tally 2026-11-21 12.00.00.mp4");
    assertThat(second.getFileName()).hasToString("Tally 2026-11-21 12.00.01.mp4");
  }

  @Test
  void folderThatCannotBe_saysWhatToDo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Delivery delivery = new Delivery(true, List.of(), true, file.resolve("inside"));
    IOException failure =
        assertThrows(IOException.class, () -> Destination.recording(delivery, NOON));
    assertThat(failure).hasMessageContaining("Choose another one");
  }

  @Test
  void recordingNotWanted_isNone() throws IOException {
    assertThat(Destination.recording(Delivery.standard(), NOON)).isEmpty();
  }
}
