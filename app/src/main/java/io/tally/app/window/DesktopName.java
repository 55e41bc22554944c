// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import com.sun.glass.ui.Application;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By which name do docks and lists of windows know that a window is Tally's?
///
/// On X11 it is the window's class (`WM_CLASS`), which the desktop entry names, too. JavaFX lets
/// only those choose it whom `Application.launch` started, by the name of their class; all others
/// are called `java`.
final class DesktopName {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopName.class);

  /// The name of the desktop entry, and the `StartupWMClass` in it.
  static final String NAME = "io.tally.Tally";

  private DesktopName() {}

  /// Names every window of this process. On the JavaFX thread, before the first window is shown.
  static void set() {
    try {
      Application.GetApplication().setName(NAME);
    } catch (LinkageError e) { // where JavaFX is a module that does not export this
      LOG.debug("The windows keep JavaFX's name", e);
    }
  }
}
