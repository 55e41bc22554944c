// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import java.nio.ByteBuffer;

/// Which bytes of a picture does a receiver need, and can other pictures do without it?
///
/// @param data as `EncodedPacket` holds them; empty when nothing is left
/// @param disposable no other picture refers to it
public record CodedPicture(ByteBuffer data, boolean disposable) {}
