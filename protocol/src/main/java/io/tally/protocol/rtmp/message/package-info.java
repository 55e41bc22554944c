// SPDX-License-Identifier: GPL-3.0-or-later
/// What RTMP messages mean (RTMP 1.0 sections 5.4, 6 and 7), and the control messages that every
/// connection answers.
@NullMarked
package io.tally.protocol.rtmp.message;

import org.jspecify.annotations.NullMarked;
