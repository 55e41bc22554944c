// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// How long does a test wait for what must happen some time?
///
/// Long, in the tests of every room that has this one's test-jar on its class path: on a busy
/// machine a process may take seconds to start, and a wait that is granted costs nothing.
public final class PatientWaits implements BeforeAllCallback {
  private static final Duration MOST = Duration.ofMinutes(1);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(MOST);
  }
}
