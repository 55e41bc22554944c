// SPDX-License-Identifier: GPL-3.0-or-later
/// FLV tag bodies, which are RTMP's media messages too, and the codec headers inside them.
@NullMarked
package io.tally.protocol.flv;

import org.jspecify.annotations.NullMarked;
