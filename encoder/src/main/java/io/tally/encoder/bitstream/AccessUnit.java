// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import java.nio.ByteBuffer;

/// Which bytes of one coded picture does a receiver get?
///
/// @param data on the heap, the caller's own: NAL units with lengths of four bytes, or AV1 units
/// @param keyframe decoding can start here
/// @param disposable no other picture refers to it
public record AccessUnit(ByteBuffer data, boolean keyframe, boolean disposable) {}
