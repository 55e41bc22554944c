// SPDX-License-Identifier: GPL-3.0-or-later
/// What an RTMP server replies, and what that means for a person.
@NullMarked
package io.tally.protocol.rtmp.answer;

import org.jspecify.annotations.NullMarked;
