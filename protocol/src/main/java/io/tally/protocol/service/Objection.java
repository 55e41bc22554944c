// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import java.util.Optional;

/// What would a service not like about what is to be sent?
///
/// @param sentence for a person: what it takes and what is set
/// @param fix the one change that mends it, where there is one
public record Objection(String sentence, Optional<Fix> fix) {}
