// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.LocalIngest;
import io.tally.app.settings.KeyStore;
import io.tally.app.update.ReleaseFeed;
import io.tally.capture.scene.CanvasViewer;
import io.tally.player.Player;
import java.util.Optional;

/// What does the window stand on?
///
/// @param ingest where a programme goes that has no account anywhere
/// @param player plays in the monitor what viewers see
/// @param preview sees every changed canvas, on the compositor's thread
/// @param releases who knows of newer versions; empty for nobody
public record Engine(
    LocalIngest ingest,
    KeyStore keys,
    Player player,
    CanvasViewer preview,
    Optional<ReleaseFeed> releases) {}
