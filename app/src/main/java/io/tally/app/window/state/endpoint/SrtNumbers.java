// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

/// What does a line of SRT tell that others do not?
///
/// @param latencyMs agreed with the far end, ms
/// @param sendBufferMs from the oldest to the newest packet that is not acknowledged, ms
/// @param silentSeconds whole seconds since the last acknowledgement
/// @param lossPermille packets that were reported lost over the last ten seconds, of a thousand
///   sent
/// @param allLossPermille the same since the connection began
/// @param retransmitted packets sent again
/// @param late packets given up, because they would have come too late
/// @param lineBps what the far end thinks that the line carries, bit/s; 0 while it says nothing
/// @param keyBits of AES: 128, 192 or 256; 0 without encryption
public record SrtNumbers(
    long latencyMs,
    long sendBufferMs,
    long silentSeconds,
    int lossPermille,
    int allLossPermille,
    long retransmitted,
    long late,
    long lineBps,
    int keyBits) {}
