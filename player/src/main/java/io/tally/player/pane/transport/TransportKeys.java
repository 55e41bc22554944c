// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// Which keys steer a player while its pane has the keyboard?
///
/// Space pauses, the arrows go ten seconds back and forward, L goes live, M mutes, S keeps the
/// picture. What is typed into a field, or with a modifier, is not for it; a control that has the
/// keyboard uses its own keys first.
public final class TransportKeys {
  /// What they do, for who asks.
  public static final String WORDS =
      "Space pauses, ← and → go 10 s, L goes live, M mutes, S saves the picture";

  /// How far an arrow goes, ns.
  public static final long STEP_NS = 10_000_000_000L;

  private TransportKeys() {}

  /// Lets them work in a pane.
  public static void listen(Node pane, TransportWishes wishes) {
    pane.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean other =
              event.isShortcutDown() || event.isAltDown() || event.isControlDown() || isText(event);
          if (!other && obey(event, wishes)) {
            event.consume();
          }
        });
  }

  private static boolean isText(KeyEvent event) {
    return event.getTarget() instanceof TextInputControl;
  }

  private static boolean obey(KeyEvent event, TransportWishes wishes) {
    switch (event.getCode()) {
      case SPACE -> wishes.pauseOrGoOn();
      case LEFT -> wishes.step(-STEP_NS);
      case RIGHT -> wishes.step(STEP_NS);
      case L -> wishes.goLive();
      case M -> wishes.muteOrUnmute();
      case S -> wishes.keepPicture();
      default -> {
        return false;
      }
    }
    return true;
  }
}
