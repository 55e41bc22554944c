// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.intent;

import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.service.Fix;

/// What does the person ask for about the endpoints?
public sealed interface EndpointIntent {
  /// Send there, or not: before going live and while live.
  record Switch(String id, boolean on) implements EndpointIntent {}

  /// Try again at once, instead of at the next attempt or not at all.
  record Retry(String id) implements EndpointIntent {}

  /// Change the settings so that a service does not refuse them.
  record Mend(Fix fix) implements EndpointIntent {}

  /// Open the form for a new one.
  record Add() implements EndpointIntent {}

  /// Open the form for one that there is.
  record Edit(String id) implements EndpointIntent {}

  /// Something was typed or chosen in the form.
  record Change(Draft draft) implements EndpointIntent {}

  /// Test what stands in the form, as far as no viewer notices.
  record Test() implements EndpointIntent {}

  /// Send ten seconds of a test picture to what stands in the form, which viewers might see.
  record SendTest() implements EndpointIntent {}

  /// Trust the certificate that the test was shown.
  record Trust(String fingerprint) implements EndpointIntent {}

  /// Trust only what the system trusts, again.
  record Distrust() implements EndpointIntent {}

  /// Keep what stands in the form, and close it.
  record Save() implements EndpointIntent {}

  /// Forget the endpoint in the form, its key too, and close it.
  record Remove() implements EndpointIntent {}

  /// Close the form, and change nothing.
  record Cancel() implements EndpointIntent {}
}
