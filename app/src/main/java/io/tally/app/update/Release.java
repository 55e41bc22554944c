// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import java.net.URI;

/// What can be had?
///
/// @param version that of the release
/// @param page an https page for a person, where it is told of and got
public record Release(Version version, URI page) {}
