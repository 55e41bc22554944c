// SPDX-License-Identifier: GPL-3.0-or-later
/// From what an encoder gives to what receivers take: codec headers as records of ISO/IEC 14496-15
/// and AV1-ISOBMFF, access units without what stands in those.
@NullMarked
package io.tally.encoder.bitstream;

import org.jspecify.annotations.NullMarked;
