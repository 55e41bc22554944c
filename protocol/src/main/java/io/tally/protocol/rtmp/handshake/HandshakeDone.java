// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.handshake;

/// Tells the handlers after it that hands are shaken: a user event of the pipeline.
public record HandshakeDone() {}
