// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import io.tally.app.update.UpdateNotice;
import java.util.Optional;

/// What does Tally remember from one start to the next? Never a stream key: see [KeyStore].
///
/// @param broadcast canvas, sources, mixer and encoding
/// @param delivery where it is sent
/// @param window empty until the window was closed once
/// @param monitorVolume how loud the monitor plays, 0 to 1
/// @param updates whether newer versions are looked for
public record Settings(
    BroadcastSettings broadcast,
    Delivery delivery,
    Optional<WindowPlace> window,
    double monitorVolume,
    UpdateNotice updates) {
  /// The first start's. The monitor is silent, so that it is not heard in the desktop's sound.
  public static Settings standard() {
    return new Settings(
        BroadcastSettings.standard(), Delivery.standard(), Optional.empty(), 0, UpdateNotice.FIRST);
  }

  /// The same with another scene, mix or encoding.
  public Settings with(BroadcastSettings wanted) {
    return new Settings(wanted, delivery, window, monitorVolume, updates);
  }

  /// The same, sent elsewhere.
  public Settings with(Delivery wanted) {
    return new Settings(broadcast, wanted, window, monitorVolume, updates);
  }

  /// The same with the window elsewhere.
  public Settings with(WindowPlace wanted) {
    return new Settings(broadcast, delivery, Optional.of(wanted), monitorVolume, updates);
  }

  /// The same with the monitor louder or quieter.
  public Settings withMonitorVolume(double wanted) {
    return new Settings(broadcast, delivery, window, wanted, updates);
  }

  /// The same with another answer about newer versions.
  public Settings with(UpdateNotice wanted) {
    return new Settings(broadcast, delivery, window, monitorVolume, wanted);
  }
}
