// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import io.tally.protocol.service.Fix;
import java.util.Optional;

/// What would a service refuse, and what mends it?
///
/// @param sentence what it would refuse and why
/// @param mend the one change of the settings; empty where there is none
public record Remark(String sentence, Optional<Fix> mend) {}
