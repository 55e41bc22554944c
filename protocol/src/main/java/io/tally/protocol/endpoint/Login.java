// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

/// As whom does a publisher or a proxy's client present itself?
///
/// @param user shown in messages
/// @param password never shown
public record Login(String user, Secret password) {}
